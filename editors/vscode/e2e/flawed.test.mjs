// The flawed sample in the hands of someone who mends it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startCodeServer } from './codeServer.mjs';
import { openFolder } from './editor.mjs';
import { sampleSet } from './samples.mjs';

let server;
let editor;
before(async () => {
  server = await startCodeServer();
  editor = await openFolder(server.url, sampleSet('kestrel-flawed'));
});
after(async () => {
  await editor?.close();
  server?.stop();
});

const shown = { timeout: 60_000 };

test('a finding is underlined where it stands', async () => {
  await editor.open('31-trigger-missing.txt');
  await editor.page.locator('.squiggly-error').first().waitFor(shown);
  await editor.shot('1-squiggle');
});

test('resting on it tells why and shows the rule', async () => {
  await editor.page.locator('.editor-instance .view-line span span').first().hover();
  const hover = editor.page.locator('.monaco-hover:visible', { hasText: 'trigger-missing' });
  await hover.first().waitFor(shown);
  await editor.shot('2-hover');
});

test('the quick fix puts the trigger in place', async () => {
  await editor.page.keyboard.press('Escape');
  await editor.page.locator('.editor-instance .view-line').first().click({ position: { x: 12, y: 8 } });
  await editor.page.keyboard.press('Control+.');
  const fix = editor.page.locator('.action-widget .monaco-list-row', { hasText: 'insert "krstl, "' });
  await fix.waitFor(shown);
  await editor.shot('3-quick-fix');
  await fix.click();
  await editor.page.locator('.squiggly-error').first().waitFor({ ...shown, state: 'detached' });
  assert.match(await editor.text(), /^krstl, woman, red hair/);
});

test('the picture stands beside the caption and follows to the next', async () => {
  await editor.command('onmodel: Show the picture beside the caption');
  await editor.page.locator('.tab', { hasText: '31-trigger-missing.jpg' }).waitFor(shown);
  const picture = await editor.picture('31-trigger-missing.jpg');
  assert.ok(picture.width >= 512, `the picture is ${picture.width} pixels wide`);
  await editor.page.locator('.tab', { hasText: '31-trigger-missing.txt' }).click();
  await editor.open('48-untidy.txt');
  await editor.page.locator('.tab', { hasText: '48-untidy.jpg' }).waitFor(shown);
  await editor.shot('4-picture');
});

test('every finding is among the problems', async () => {
  await editor.command('Problems: Focus on Problems View');
  const rows = editor.page.locator('.markers-panel .monaco-list-row');
  await rows.first().waitFor(shown);
  await editor.shot('5-problems');
});

test('the status bar has the score and leads on', async () => {
  assert.match(await editor.status.innerText(), /onmodel \d+/);
  await editor.status.click();
  await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Mend' }).waitFor(shown);
  await editor.shot('6-next-steps');
});

test('mending by one command raises the score', async () => {
  const before = score(await editor.status.innerText());
  await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Mend' }).click();
  await editor.page.waitForFunction(
    ([selector, least]) =>
      Number(/\d+/.exec(document.querySelector(selector)?.textContent ?? '')?.[0] ?? 0) > least,
    ['.statusbar-item[id^="onmodel.onmodel"]', before],
    shown,
  );
  await editor.shot('7-mended');
});

function score(text) {
  return Number(/\d+/.exec(text)?.[0]);
}
