import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkedMessage,
  mendedMessage,
  type PlacedSet,
  setAtHand,
  statusText,
  verdict,
} from '../src/status';

function set(folder: string, changed: Partial<PlacedSet> = {}): PlacedSet {
  return {
    uri: `file://${folder}`,
    folder,
    config: null,
    name: 'kestrel',
    score: 72.4,
    needed: 80,
    ready: false,
    problems: 15,
    warnings: 1,
    hints: 0,
    mendable: 13,
    ...changed,
  };
}

test('the set at hand is the one the file lies in', () => {
  const sets = [set('/sets/robin'), set('/sets/kestrel')];
  assert.equal(setAtHand(sets, '/sets/kestrel/01.txt', 'linux')?.folder, '/sets/kestrel');
});

test('of a set in a set the inner one is at hand', () => {
  const sets = [set('/sets/kestrel/armor'), set('/sets/kestrel')];
  assert.equal(
    setAtHand(sets, '/sets/kestrel/armor/01.txt', 'linux')?.folder,
    '/sets/kestrel/armor',
  );
});

test('a file of no set has no set, even where there is only one', () => {
  assert.equal(setAtHand([set('/sets/kestrel')], '/sets/kestrel-notes.txt', 'linux'), undefined);
});

test('with no file at hand the only set is shown, and none of several', () => {
  const [one, other] = [set('/sets/kestrel'), set('/sets/robin')];
  assert.equal(setAtHand([one], undefined, 'linux'), one);
  assert.equal(setAtHand([one, other], undefined, 'linux'), undefined);
});

test('Windows does not mind the case of a path', () => {
  const sets = [set('D:\\Sets\\Kestrel')];
  assert.equal(setAtHand(sets, 'd:\\sets\\kestrel\\01.txt', 'win32'), sets[0]);
});

const texts: [string, Partial<PlacedSet>, string][] = [
  ['a set with problems', {}, '$(error) onmodel 72'],
  ['a set whose score alone falls short', { problems: 0, score: 79.9 }, '$(warning) onmodel 79'],
  ['a ready set', { ready: true, problems: 0, score: 100 }, '$(pass) onmodel 100'],
];
for (const [what, changed, text] of texts) {
  test(`${what} shows as ${text}`, () => {
    assert.equal(statusText(set('/sets/kestrel', changed)).text, text);
  });
}

const verdicts: [Partial<PlacedSet>, string][] = [
  [{}, 'not ready: 15 problems to mend; the score is 72 of 100, 80 is needed'],
  [{ problems: 1, score: 92 }, 'not ready: 1 problem to mend; the score is 92 of 100'],
  [{ problems: 0, score: 79.9 }, 'not ready: the score is 79 of 100, 80 is needed'],
  [{ ready: true, score: 95, problems: 0 }, 'ready to train; the score is 95 of 100'],
  [{ needed: null, problems: 0, ready: true }, 'ready to train; the score is 72 of 100'],
];
for (const [changed, words] of verdicts) {
  test(`the verdict reads "${words}"`, () => {
    assert.equal(verdict(set('/sets/kestrel', changed)), words);
  });
}

test('the tooltip says the verdict, the rest and the next step, with the name as plain text', () => {
  assert.equal(
    statusText(set('/s', { name: 'my_[set]' })).tooltip,
    [
      '**my\\_\\[set\\]**: not ready: 15 problems to mend; the score is 72 of 100, 80 is needed',
      '1 warning · 13 can be mended with one command',
      'Click for what to do next.',
    ].join('\n\n'),
  );
});

const checked: [PlacedSet[], string][] = [
  [[], 'There is no set here: a set is a folder of pictures with an onmodel.toml.'],
  [[set('/s')], 'kestrel: not ready: 15 problems to mend; the score is 72 of 100, 80 is needed'],
  [[set('/s'), set('/t', { ready: true })], '2 sets checked, 1 ready to train'],
];
for (const [sets, words] of checked) {
  test(`a check of ${sets.length} sets says "${words}"`, () => {
    assert.equal(checkedMessage(sets), words);
  });
}

test('mending says how much was mended, or that nothing was', () => {
  assert.equal(
    mendedMessage({ files: 1, fixes: 2 }),
    'Mended 2 findings in 1 file. Undo takes it back.',
  );
  assert.equal(
    mendedMessage({ files: 0, fixes: 0 }),
    'Nothing here can be mended without a second look.',
  );
});
