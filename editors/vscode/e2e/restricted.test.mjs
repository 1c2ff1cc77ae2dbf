// A folder that is not trusted.
import { test } from 'node:test';
import { withFolder } from './editor.mjs';
import { sampleSet } from './samples.mjs';

const RESTRICTED = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

async function look(editor) {
  await editor.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  await editor.open('31-trigger-missing.txt');
  await editor.page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
  await editor.shot('restricted');
}

test('in restricted mode captions are checked all the same', () =>
  withFolder(sampleSet('kestrel-flawed'), look, RESTRICTED));
