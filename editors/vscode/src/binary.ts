/**
 * Which onmodel program to run. A folder someone opens may hold anything, so nothing inside an
 * opened folder is ever run, and no name is looked up in the working directory: the answer is a
 * full path.
 */
import { isWithin, pathRules } from './paths';

export interface Search {
  /** Where the program lies if this extension was packaged with one. */
  bundled: string;
  /** The user's own setting `onmodel.path`; empty when unset. */
  configured: string;
  /** The environment's PATH. */
  searchPath: string;
  /** The opened folders, as full paths. */
  folders: readonly string[];
  home: string;
  platform: NodeJS.Platform;
  isProgram(file: string): boolean;
  /** The file that a path leads to once links are followed. */
  realPath(file: string): string;
}

export type Origin = 'extension' | 'setting' | 'PATH';
export type Refusal = 'relative' | 'in opened folder' | 'not a program';
export interface Found {
  file: string;
  origin: Origin;
}
/** What stood in the way; `file` is empty when there was nothing to try. */
export interface Missing {
  refused: { file: string; origin: Origin; why: Refusal }[];
}

/** The extension's own program, else the one the user set, else the first on the PATH. */
export function findBinary(search: Search): Found | Missing {
  if (search.isProgram(search.bundled)) return { file: search.bundled, origin: 'extension' };
  // Someone who set a path wants that program: a mistake in it is told, not papered over.
  if (search.configured.trim() !== '') return tryEach(search, [configuredFile(search)], 'setting');
  return tryEach(search, filesOnPath(search), 'PATH');
}

export function isFound(result: Found | Missing): result is Found {
  return 'file' in result;
}

function tryEach(search: Search, files: string[], origin: Origin): Found | Missing {
  const refused: Missing['refused'] = [];
  for (const file of files) {
    const why = refusal(search, file);
    if (why === undefined) return { file, origin };
    // A folder of the PATH without an onmodel in it is no news.
    if (origin === 'setting' || why !== 'not a program') refused.push({ file, origin, why });
  }
  return { refused };
}

function refusal(search: Search, file: string): Refusal | undefined {
  if (!pathRules(search.platform).isAbsolute(file)) return 'relative';
  if (!search.isProgram(file)) return 'not a program';
  const real = search.realPath(file);
  const inside = search.folders.some(
    (folder) =>
      isWithin(folder, file, search.platform) ||
      isWithin(search.realPath(folder), real, search.platform),
  );
  return inside ? 'in opened folder' : undefined;
}

function configuredFile(search: Search): string {
  const setting = search.configured.trim();
  const rules = pathRules(search.platform);
  return /^~[/\\]/.test(setting) ? rules.join(search.home, setting.slice(2)) : setting;
}

/** Entries that are not full paths are left out: an empty one, to the system, means "here". */
function filesOnPath(search: Search): string[] {
  const rules = pathRules(search.platform);
  return search.searchPath
    .split(rules.delimiter)
    .filter((folder) => rules.isAbsolute(folder))
    .map((folder) => rules.join(folder, programName(search.platform)));
}

export function programName(platform: NodeJS.Platform): string {
  return platform === 'win32' ? 'onmodel.exe' : 'onmodel';
}
