import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { probe } from '../src/probe';

/** A program that does what a few lines of shell say. */
function program(script: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'onmodel-probe-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'onmodel');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const shell = {
  skip: process.platform === 'win32' ? 'the programs here are shell scripts' : false,
};

test('an onmodel with a server tells its version', shell, async () => {
  assert.equal(await probe(program('echo "onmodel 0.1.0"')), 'onmodel 0.1.0');
});

test('an onmodel without one is called old', shell, async () => {
  const old = program('[ "$1" = --version ] && echo "onmodel 0.0.1"');
  await assert.rejects(probe(old), /onmodel 0\.0\.1\) has no language server: it is older/);
});

test('a program that does not run is told with its reason', shell, async () => {
  await assert.rejects(probe(program('echo "no such library" >&2; exit 127')), /no such library/);
});
