// Someone who has never seen onmodel opens the sample full of mistakes and clicks what it offers, and
// nothing else: that must be enough for a set worth training on.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startCodeServer } from './codeServer.mjs';
import { openFolder } from './editor.mjs';
import { sampleSet } from './samples.mjs';

const folder = sampleSet('kestrel-flawed');
const shown = { timeout: 60_000 };
const IMAGE = /\.(png|jpe?g|webp|gif)$/;
const CAPTION = /\.(txt|caption)$/;

// A key pressed while the window is busy is lost now and then; a person presses it again.
const open = (...all) => editor.open(...all).catch(() => editor.open(...all));

let server;
let editor;
let page;
before(async () => {
  server = await startCodeServer();
  editor = await openFolder(server.url, folder);
  page = editor.page;
  page.setDefaultTimeout(8000);
});
after(async () => {
  await editor?.close();
  server?.stop();
});

/** What the list of problems says; read from the program, which says the same. */
function findings() {
  const { stdout } = spawnSync(
    process.env.ONMODEL_E2E_PROGRAM,
    ['check', '--format', 'json', folder],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  return JSON.parse(stdout).datasets[0].findings;
}

/** Those that an editor does not merely mention. */
function problems() {
  return findings().filter(({ severity }) => severity !== 'hint');
}

function choice(words) {
  return page.locator('.quick-input-list .monaco-list-row', { hasText: words }).first();
}

test('the status bar leads to everything that needs no second look', async () => {
  await open('48-untidy.txt');
  await editor.status.filter({ hasText: /onmodel \d+/ }).waitFor(shown);
  await editor.status.click();
  await choice('Mend').click(shown);
  await page.locator('.notification-list-item', { hasText: 'Mended' }).first().waitFor(shown);
});

test('the light bulb above each picture with a problem has a way out', async () => {
  const found = problems().filter((finding) => IMAGE.test(finding.path));
  const pictures = [...new Set(found.map((finding) => path.basename(finding.path)))];
  for (const picture of pictures) {
    if (!existsSync(path.join(folder, picture))) continue;
    await open(picture, false);
    await page.locator('.editor-actions .codicon-lightbulb').click(shown);
    await choice('').waitFor(shown);
    if (picture === pictures[0]) await editor.shot('newcomer-1-picture');
    if (picture.startsWith('26')) {
      await choice('create 26-no-caption.txt').click(shown);
      await until(() => existsSync(path.join(folder, '26-no-caption.txt')));
      await editor.shot('newcomer-2-caption-begun');
    } else {
      await choice(/aside|out of the set/).click(shown);
      await until(() => !existsSync(path.join(folder, picture)));
    }
  }
  await editor.shot('newcomer-3-pictures-done');
});

test('the light bulb beside each caption offers what a person has to choose', async () => {
  const isMended = ({ path: file, fixes }) => CAPTION.test(file) && fixes.length > 0;
  let finding = problems().find(isMended);
  for (let clicks = 0; finding !== undefined && clicks < 40; clicks += 1) {
    await choose(finding);
    finding = problems().find(isMended);
  }
});

/** Opens a caption where something is found, and chooses the first way to mend it. */
async function choose({ path: file, range, fixes }) {
  await open(path.basename(file));
  await page.keyboard.press('Control+G');
  await page.keyboard.type(`${range.start.line + 1}:${range.start.character + 1}`);
  await page.keyboard.press('Enter');
  const before = await editor.text();
  const row = page.locator('.action-widget .monaco-list-row', { hasText: fixes[0].title });
  await until(async () => {
    // Asked before the server has said what is here, the list has nothing of ours.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    await page.waitForTimeout(800);
    return (await row.count()) > 0;
  });
  if (file.includes('42-')) await editor.shot('newcomer-4-choice');
  await row.first().click();
  await until(async () => !existsSync(file) || (await editor.text()) !== before);
  await page.keyboard.press('Control+S');
  await page.waitForTimeout(500);
}

test('what is left is more than the set needs, and goes with its picture', async () => {
  const captions = problems().filter((finding) => CAPTION.test(finding.path));
  const stems = captions.map((finding) => path.parse(finding.path).name);
  for (const stem of new Set(stems)) {
    const picture = readdirSync(folder).find(
      (name) => IMAGE.test(name) && path.parse(name).name === stem,
    );
    if (picture === undefined) continue;
    await open(picture, false);
    await page.locator('.editor-actions .codicon-lightbulb').click(shown);
    await choice('out of the set').click(shown);
    await until(() => !existsSync(path.join(folder, picture)));
  }
});

test('that is enough for a score over 90', async () => {
  await until(async () => (await editor.score()) > 90);
  await editor.command('Problems: Focus on Problems View');
  await editor.shot('newcomer-5-score');
});

async function until(holds) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await holds()) return;
    await page.waitForTimeout(200);
  }
  assert.fail(`waited a minute in vain; the score is ${await editor.score()}`);
}
