// Where onmodel is not wanted, and how it is asked in.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startCodeServer } from './codeServer.mjs';
import { openFolder } from './editor.mjs';
import { bareSet, otherFolder } from './samples.mjs';

let server;
before(async () => {
  server = await startCodeServer();
});
after(() => server?.stop());

test('a folder without sets sees nothing of onmodel but one command', async () => {
  const editor = await openFolder(server.url, otherFolder());
  try {
    await editor.open('todo.txt');
    await editor.page.waitForTimeout(3000);
    assert.deepEqual(await editor.offered('onmodel: '), ['onmodel: Set up this folder']);
    assert.equal(await editor.status.count(), 0);
    await editor.shot('silent');
  } finally {
    await editor.close();
  }
});

test('"Set up this folder" writes a configuration and the set comes alive', async () => {
  const folder = bareSet('kestrel');
  const editor = await openFolder(server.url, folder);
  try {
    await editor.open('03-portrait.txt');
    await editor.command('onmodel: Set up this folder');
    await editor.page.locator('.quick-input-widget .monaco-button', { hasText: 'Set up' }).click();
    await editor.page.locator('.tab.active', { hasText: 'onmodel.toml' }).waitFor();
    await editor.shot('set-up');
    assert.ok(existsSync(path.join(folder, 'onmodel.toml')));
    assert.match(readFileSync(path.join(folder, 'onmodel.toml'), 'utf8'), /trigger = "krstl"/);
    await editor.status.waitFor({ timeout: 30_000 });
  } finally {
    await editor.close();
  }
});
