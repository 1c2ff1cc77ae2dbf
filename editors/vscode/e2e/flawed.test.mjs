// The flawed sample in the hands of someone who mends it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startCodeServer } from './codeServer.mjs';
import { openFolder } from './editor.mjs';
import { sampleSet } from './samples.mjs';

const folder = sampleSet('kestrel-flawed');
const shown = { timeout: 60_000 };
const START = { position: { x: 12, y: 8 } };

let server;
let editor;
let page;
before(async () => {
  server = await startCodeServer();
  editor = await openFolder(server.url, folder);
  page = editor.page;
});
after(async () => {
  await editor?.close();
  server?.stop();
});

/** A row of the list at the top of the window. */
function choice(words) {
  return page.locator('.quick-input-list .monaco-list-row', { hasText: words }).first();
}

function message(words) {
  return page.locator('.notification-list-item', { hasText: words }).first();
}

test('a finding is underlined where it stands', async () => {
  await editor.open('31-trigger-missing.txt');
  await page.locator('.squiggly-error').first().waitFor(shown);
  await editor.shot('1-squiggle');
});

test('resting on it tells why and names the rule', async () => {
  await page.locator('.editor-instance .view-line').first().hover(START);
  await page.locator('.monaco-hover', { hasText: 'trigger-missing' }).first().waitFor(shown);
  await editor.shot('2-hover');
  await page.keyboard.press('Escape');
});

test('the quick fix puts the trigger in place', async () => {
  await page.locator('.editor-instance .view-line').first().click(START);
  await page.keyboard.press('Control+.');
  const fix = page
    .locator('.action-widget .monaco-list-row', { hasText: 'insert "krstl, "' })
    .first();
  await fix.waitFor(shown);
  await editor.shot('3-quick-fix');
  await fix.click();
  await page
    .locator('.squiggly-error')
    .first()
    .waitFor({ ...shown, state: 'detached' });
  assert.match(await editor.text(), /^krstl, woman, red hair/);
});

test('a server that crashes comes back without a word', async () => {
  const [crashing] = server.languageServers();
  process.kill(crashing, 'SIGKILL');
  await until(() => server.languageServers().some((other) => other !== crashing));
  await editor.open('32-trigger-misspelt.txt');
  await page.locator('.squiggly-warning, .squiggly-error').first().waitFor(shown);
  await editor.status.filter({ hasText: /onmodel \d+/ }).waitFor(shown);
  assert.equal(await page.locator('.notification-toast').count(), 0);
  await editor.open('31-trigger-missing.txt');
});

test('the picture stands beside the caption and follows to the next', async () => {
  await editor.command('onmodel: Show the picture beside the caption');
  await page.locator('.tab', { hasText: '31-trigger-missing.jpg' }).waitFor(shown);
  const picture = await editor.picture('31-trigger-missing.jpg');
  assert.ok(picture.width >= 512, `the picture is ${picture.width} pixels wide`);
  await page.locator('.tab', { hasText: '31-trigger-missing.txt' }).click();
  await editor.open('08-portrait-500px.txt');
  await editor.picture('08-portrait-500px.png');
  await editor.shot('4-picture');
});

test('every finding is among the problems', async () => {
  await editor.command('Problems: Focus on Problems View');
  await page.locator('.markers-panel .monaco-list-row').first().waitFor(shown);
  await editor.shot('5-problems');
});

test('a picture is mended where it is shown', async () => {
  await editor.open('02-standing-copy.png', false);
  await page.locator('.editor-actions .codicon-lightbulb').click(shown);
  await choice('aside').waitFor(shown);
  await editor.shot('6-mend-picture');
  await choice('aside').click();
  await until(() => !existsSync(path.join(folder, '02-standing-copy.png')));
});

test('the traits are shown by image', async () => {
  await editor.command('onmodel: Show which image shows which trait');
  await page.locator('.tab', { hasText: 'traits' }).waitFor(shown);
  await page.waitForTimeout(1000);
  await editor.shot('7-traits');
});

test('the status bar has the score and leads on', async () => {
  await editor.open('48-untidy.txt');
  await editor.status.filter({ hasText: /onmodel \d+/ }).waitFor(shown);
  await editor.status.click();
  await choice('Mend').waitFor(shown);
  await editor.shot('8-next-steps');
});

test('mending by one command raises the score and saves the captions', async () => {
  const before = await editor.score();
  await choice('Mend').click();
  await message('Mended').waitFor(shown);
  await until(async () => (await editor.score()) > before);
  await until(() => caption('32-trigger-misspelt').startsWith('krstl, '));
  await editor.shot('9-mended');
});

function caption(stem) {
  return readFileSync(path.join(folder, `${stem}.txt`), 'utf8');
}

async function until(holds) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await holds()) return;
    await page.waitForTimeout(200);
  }
  assert.fail('waited a minute in vain');
}
