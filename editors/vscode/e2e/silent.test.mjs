// Where onmodel is not wanted, and how it is asked in.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { withFolder } from './editor.mjs';
import { bareSet, otherFolder } from './samples.mjs';

test('a folder without sets sees nothing of onmodel but one command', () =>
  withFolder(otherFolder(), async (editor) => {
    await editor.open('todo.txt');
    await editor.page.waitForTimeout(3000);
    assert.deepEqual(await editor.offered('onmodel: '), ['onmodel: Set up this folder']);
    assert.equal(await editor.status.count(), 0);
    await editor.shot('silent');
  }));

test('"Set up this folder" writes a configuration and the set comes alive', () => {
  const folder = bareSet('kestrel');
  const configuration = path.join(folder, 'onmodel.toml');
  return withFolder(folder, async (editor) => {
    await editor.open('03-portrait.txt');
    await editor.command('onmodel: Set up this folder');
    await editor.page.locator('.quick-input-widget .monaco-button', { hasText: 'Set up' }).click();
    await editor.page.locator('.tab.active', { hasText: 'onmodel.toml' }).waitFor();
    await editor.shot('set-up');
    assert.match(readFileSync(configuration, 'utf8'), /trigger = "krstl"/);
    await editor.status.waitFor({ timeout: 30_000 });
  });
});
