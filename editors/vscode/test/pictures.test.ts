import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureOfRow, picturesOf } from '../src/preview/pictures';

const siblings: [string, string, string[], string[]][] = [
  ['the image of the same name', '01.txt', ['01.png', '01.txt', '02.png'], ['01.png']],
  ['an ending in capitals', '01.txt', ['01.PNG'], ['01.PNG']],
  [
    'both, where two share the caption',
    'hero.txt',
    ['hero.jpeg', 'hero.jpg'],
    ['hero.jpeg', 'hero.jpg'],
  ],
  ['a name with dots', 'a.b.caption', ['a.png', 'a.b.webp'], ['a.b.webp']],
  ['nothing for another name in capitals', 'Hero.txt', ['hero.png'], []],
  ['nothing where only other files are', '01.txt', ['01.txt', '01.json'], []],
];
for (const [what, caption, names, expected] of siblings) {
  test(`beside a caption: ${what}`, () => assert.deepEqual(picturesOf(caption, names), expected));
}

const rows: [string, string, string | undefined][] = [
  ['names its picture', '{"file_name": "img/01.png", "text": "krstl"}', 'img/01.png'],
  ['being typed names none', '{"file_name": "01.png", "te', undefined],
  ['without a file name names none', '{"text": "krstl"}', undefined],
  ['that is no object names none', 'null', undefined],
  ['about something else names none', '{"file_name": "01.mp3"}', undefined],
];
for (const [what, row, expected] of rows) {
  test(`a row ${what}`, () => assert.equal(pictureOfRow(row), expected));
}
