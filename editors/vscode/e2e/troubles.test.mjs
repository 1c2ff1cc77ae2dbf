// What someone sees whose onmodel program is missing, misplaced or too old.
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { withFolder } from './editor.mjs';
import { folder, sampleSet } from './samples.mjs';

const BARE = process.env.ONMODEL_E2E_BARE_VSIX;
const PROGRAM = process.env.ONMODEL_E2E_PROGRAM;

/** Opens a set with some settings, by an extension without a program of its own. */
function withSettings(settings, look) {
  return withFolder(sampleSet('kestrel'), look, settings, BARE);
}

function says(words) {
  return async (editor) => {
    const message = editor.page.locator('.notification-list-item', { hasText: words });
    await message.waitFor({ timeout: 60_000 });
    await editor.status.waitFor();
    await editor.shot(`trouble-${words.slice(0, 12).replaceAll(/\W+/g, '-')}`);
  };
}

test('a computer without onmodel is told how to get it', () =>
  withSettings({}, says('is not on this computer’s PATH')));

test('a setting that is no full path is refused', () =>
  withSettings({ 'onmodel.path': './onmodel' }, says('which is not a full path')));

test('a program without a language server is called old', () => {
  const old = path.join(folder(), 'onmodel');
  writeFileSync(old, '#!/bin/sh\n[ "$1" = --version ] && echo "onmodel 0.0.1"\n');
  chmodSync(old, 0o755);
  return withSettings({ 'onmodel.path': old }, says('has no language server'));
});

test('the program of the user’s setting serves', () =>
  withSettings({ 'onmodel.path': PROGRAM }, async (editor) => {
    await editor.open('03-portrait.txt');
    await editor.status.filter({ hasText: /\d/ }).waitFor({ timeout: 60_000 });
  }));
