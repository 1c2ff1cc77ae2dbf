import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Refusal } from '../src/binary';
import { missingMessage } from '../src/missing';

test('a computer without onmodel is told how to get it', () => {
  assert.match(
    missingMessage({ refused: [] }),
    /not on this computer’s PATH\. Install it, or set "onmodel\.path"/,
  );
});

const explained: [Refusal, RegExp][] = [
  ['relative', /not a full path\. Write the full path/],
  ['in opened folder', /never runs a program from an opened folder: keep it somewhere else/],
  ['not a program', /there is no program there\. Correct the setting/],
];
for (const [why, words] of explained) {
  test(`a setting refused as "${why}" names the setting, the file and the way out`, () => {
    const message = missingMessage({ refused: [{ file: '/opt/onmodel', origin: 'setting', why }] });
    assert.match(message, /^The setting "onmodel\.path" .*\/opt\/onmodel/);
    assert.match(message, words);
  });
}
