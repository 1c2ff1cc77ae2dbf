/** What to tell someone whose onmodel program cannot be found or may not be run. */
import type { Missing } from './binary';

/** One sentence what is wrong and one how to mend it. */
export function missingMessage({ refused }: Missing): string {
  const first = refused[0];
  if (first === undefined) {
    return (
      'The onmodel program is not on this computer’s PATH. ' +
      'Install it, or set "onmodel.path" to where it lies.'
    );
  }
  const where = first.origin === 'setting' ? 'The setting "onmodel.path"' : 'The PATH';
  switch (first.why) {
    case 'relative':
      return (
        `${where} says ${first.file}, which is not a full path. ` +
        'Write the full path, from the root of the disk.'
      );
    case 'in opened folder':
      return (
        `${where} leads to ${first.file}, which lies in the folder opened here. ` +
        'onmodel never runs a program from an opened folder: keep it somewhere else.'
      );
    case 'not a program':
      return (
        `${where} says ${first.file}, but there is no program there. ` +
        'Correct the setting, or empty it to search the PATH.'
      );
  }
}
