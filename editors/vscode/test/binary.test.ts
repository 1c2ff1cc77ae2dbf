import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBinary, isFound, type Search } from '../src/binary';

/** A computer on which exactly these programs are, and these links lead elsewhere. */
function computer(
  programs: string[],
  search: Partial<Search> = {},
  links: Record<string, string> = {},
): Search {
  return {
    bundled: '/extensions/onmodel/bin/onmodel',
    configured: '',
    searchPath: '/usr/local/bin:/usr/bin',
    folders: ['/work/characters'],
    home: '/home/ada',
    platform: 'linux',
    isProgram: (file) => programs.includes(file),
    realPath: (file) => links[file] ?? file,
    ...search,
  };
}

function windows(programs: string[], search: Partial<Search> = {}): Search {
  return computer(programs, {
    bundled: 'C:\\ext\\bin\\onmodel.exe',
    searchPath: 'C:\\Tools;C:\\Windows',
    folders: ['D:\\Characters'],
    home: 'C:\\Users\\Ada',
    platform: 'win32',
    ...search,
  });
}

const BUNDLED = '/extensions/onmodel/bin/onmodel';

test('the program that came with the extension is taken first', () => {
  const search = computer([BUNDLED, '/opt/onmodel', '/usr/bin/onmodel'], {
    configured: '/opt/onmodel',
  });
  assert.deepEqual(findBinary(search), { file: BUNDLED, origin: 'extension' });
});

test('the setting comes before the PATH', () => {
  const search = computer(['/opt/onmodel', '/usr/bin/onmodel'], { configured: ' /opt/onmodel ' });
  assert.deepEqual(findBinary(search), { file: '/opt/onmodel', origin: 'setting' });
});

test('a tilde in the setting is the home folder', () => {
  const search = computer(['/home/ada/bin/onmodel'], { configured: '~/bin/onmodel' });
  assert.deepEqual(findBinary(search), { file: '/home/ada/bin/onmodel', origin: 'setting' });
});

test('the first folder of the PATH that has an onmodel gives it', () => {
  const search = computer(['/usr/local/bin/onmodel', '/usr/bin/onmodel']);
  assert.deepEqual(findBinary(search), { file: '/usr/local/bin/onmodel', origin: 'PATH' });
});

test('on Windows the program ends in .exe and the PATH is parted by semicolons', () => {
  const found = findBinary(windows(['C:\\Windows\\onmodel.exe']));
  assert.deepEqual(found, { file: 'C:\\Windows\\onmodel.exe', origin: 'PATH' });
});

test('a wrong setting is told and the PATH does not paper over it', () => {
  const search = computer(['/usr/bin/onmodel'], { configured: '/opt/onmodl' });
  assert.deepEqual(findBinary(search), {
    refused: [{ file: '/opt/onmodl', origin: 'setting', why: 'not a program' }],
  });
});

const refusedPaths: [string, Search, string][] = [
  ['a bare name', computer(['onmodel'], { configured: 'onmodel' }), 'relative'],
  ['a path from here', computer(['./onmodel'], { configured: './onmodel' }), 'relative'],
  [
    'a path without a drive',
    windows(['bin\\onmodel.exe'], { configured: 'bin\\onmodel.exe' }),
    'relative',
  ],
  [
    'a file of the opened folder',
    computer(['/work/characters/tools/onmodel'], { configured: '/work/characters/tools/onmodel' }),
    'in opened folder',
  ],
  [
    'the opened folder by a way round',
    computer(['/work/x/../characters/onmodel'], { configured: '/work/x/../characters/onmodel' }),
    'in opened folder',
  ],
  [
    'a link into the opened folder',
    computer(
      ['/opt/onmodel'],
      { configured: '/opt/onmodel' },
      { '/opt/onmodel': '/work/characters/onmodel' },
    ),
    'in opened folder',
  ],
  [
    'a file of a folder opened through a link',
    computer(
      ['/data/characters/onmodel'],
      { configured: '/data/characters/onmodel' },
      { '/work/characters': '/data/characters' },
    ),
    'in opened folder',
  ],
  [
    'the opened folder in other letters, on Windows',
    windows(['d:\\characters\\onmodel.exe'], { configured: 'd:\\characters\\onmodel.exe' }),
    'in opened folder',
  ],
];
for (const [what, search, why] of refusedPaths) {
  test(`${what} is never run`, () => {
    const result = findBinary(search);
    assert.ok(!isFound(result));
    assert.equal(result.refused[0]?.why, why);
  });
}

test('an entry of the PATH that lies in the opened folder or is not a full path is passed over', () => {
  const search = computer(['/work/characters/bin/onmodel', 'onmodel', '/usr/bin/onmodel'], {
    searchPath: '.::bin:/work/characters/bin:/usr/bin',
  });
  assert.deepEqual(findBinary(search), { file: '/usr/bin/onmodel', origin: 'PATH' });
});

test('a folder that merely begins with the same letters is another folder', () => {
  const search = computer(['/work/characters-tools/onmodel'], {
    configured: '/work/characters-tools/onmodel',
  });
  assert.ok(isFound(findBinary(search)));
});

test('a name that begins with two dots is still inside', () => {
  const search = computer(['/work/characters/..bin/onmodel'], {
    configured: '/work/characters/..bin/onmodel',
  });
  assert.ok(!isFound(findBinary(search)));
});

test('nothing anywhere is an empty list of refusals', () => {
  assert.deepEqual(findBinary(computer([])), { refused: [] });
});
