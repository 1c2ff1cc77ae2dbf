// Folders for a test to open: copies, to be spoilt freely.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const DATASETS = fileURLToPath(new URL('../../../tests/datasets', import.meta.url));

/** Gone when the test's process is. */
export function folder() {
  const made = mkdtempSync(path.join(realpathSync(tmpdir()), 'onmodel-folder-'));
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A copy of a sample set. */
export function sampleSet(name) {
  const copy = path.join(folder(), name);
  cpSync(path.join(DATASETS, name), copy, { recursive: true });
  return copy;
}

/** A sample set that was never set up. */
export function bareSet(name) {
  const copy = sampleSet(name);
  rmSync(path.join(copy, 'onmodel.toml'));
  return copy;
}

/** A folder that has nothing to do with onmodel. */
export function otherFolder() {
  const other = folder();
  mkdirSync(path.join(other, 'notes'));
  writeFileSync(path.join(other, 'notes', 'todo.txt'), 'buy milk\n');
  return other;
}
