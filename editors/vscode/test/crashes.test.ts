import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Crashes } from '../src/crashes';

const MINUTE = 60_000;

function verdicts(minutes: number[]): boolean[] {
  let now = 0;
  const crashes = new Crashes(() => now);
  return minutes.map((minute) => {
    now = minute * MINUTE;
    return crashes.worthAnotherStart();
  });
}

test('a fifth crash within three minutes is one too many', () => {
  assert.deepEqual(verdicts([0, 0.5, 1, 1.5, 2]), [true, true, true, true, false]);
});

test('a crash now and then is started again for ever', () => {
  assert.ok(verdicts([0, 1, 2, 3, 4, 5, 6, 7]).every(Boolean));
});
