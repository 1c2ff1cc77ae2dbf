import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureOfLine } from '../src/preview/csv';

const TABLE = [
  'text,file_name,notes',
  'krstl,01.png,first',
  '"krstl,',
  'smiling",02.png,"a ""good"" one"',
  '',
  '"krstl, running",img/03.jpg',
  'krstl,sound.mp3',
  'krstl',
].join('\n');

const lines: [string, number, string | undefined][] = [
  ['the header names none', 0, undefined],
  ['a row names its picture', 1, '01.png'],
  ['a row of two lines, in its first', 2, '02.png'],
  ['a row of two lines, in its second', 3, '02.png'],
  ['a row with a comma in a cell', 5, 'img/03.jpg'],
  ['a row about something else names none', 6, undefined],
  ['a row being typed names none', 7, undefined],
];
for (const [what, line, expected] of lines) {
  for (const ending of ['\n', '\r\n', '\r']) {
    const text = TABLE.replaceAll('\n', ending);
    test(`${what} (${JSON.stringify(ending)})`, () =>
      assert.equal(pictureOfLine(text, line), expected));
  }
}

test('a table without a column of pictures names none', () => {
  assert.equal(pictureOfLine('a,b\n1.png,2.png', 1), undefined);
});

test('a quote that is never closed ends with the text', () => {
  assert.equal(pictureOfLine('file_name,text\n"01.png,krstl\nmore', 2), undefined);
});
