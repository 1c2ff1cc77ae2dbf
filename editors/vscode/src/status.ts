/** What the status bar says of a set: a pure function of what the server told. */
import { isWithin } from './paths';
import type { MendedAnswer, SetStatus } from './protocol';

/** A set whose folder's URI has become a path. */
export interface PlacedSet extends SetStatus {
  folder: string;
}

export interface StatusText {
  text: string;
  /** Markdown. */
  tooltip: string;
}

/** The set a file belongs to (the innermost, where one lies in another); without one, the only. */
export function setAtHand(
  sets: readonly PlacedSet[],
  file: string | undefined,
  platform: NodeJS.Platform,
): PlacedSet | undefined {
  if (file === undefined) return sets.length === 1 ? sets[0] : undefined;
  return sets
    .filter((set) => isWithin(set.folder, file, platform))
    .reduce<PlacedSet | undefined>(
      (best, set) => (best && best.folder.length >= set.folder.length ? best : set),
      undefined,
    );
}

/** The score as the command line prints it: rounded down, so that 79.6 does not look like 80. */
export function wholeScore(set: SetStatus): number {
  return Math.floor(set.score);
}

export function statusText(set: SetStatus): StatusText {
  const icon = set.ready ? '$(pass)' : set.problems > 0 ? '$(error)' : '$(warning)';
  return {
    text: `${icon} onmodel ${wholeScore(set)}`,
    tooltip: [
      `**${escaped(set.name)}**: ${verdict(set)}`,
      counts(set),
      'Click for what to do next.',
    ]
      .filter((line) => line !== '')
      .join('\n\n'),
  };
}

/** In the words of `onmodel check`. */
export function verdict(set: SetStatus): string {
  const score = `the score is ${wholeScore(set)} of 100`;
  if (set.ready) return `ready to train; ${score}`;
  const reasons = [];
  if (set.problems > 0) reasons.push(`${counted(set.problems, 'problem')} to mend`);
  const short = set.needed !== null && set.score < set.needed;
  reasons.push(short ? `${score}, ${set.needed} is needed` : score);
  return `not ready: ${reasons.join('; ')}`;
}

/** What a check of sets came to. */
export function checkedMessage(sets: readonly SetStatus[]): string {
  const [set, another] = sets;
  if (set === undefined)
    return 'There is no set here: a set is a folder of pictures with an onmodel.toml.';
  if (another === undefined) return `${set.name}: ${verdict(set)}`;
  const ready = sets.filter((one) => one.ready).length;
  return `${counted(sets.length, 'set')} checked, ${ready} ready to train`;
}

/** What mending a set came to. */
export function mendedMessage({ files, fixes }: MendedAnswer): string {
  if (fixes === 0) return 'Nothing here can be mended without a second look.';
  return `Mended ${counted(fixes, 'finding')} in ${counted(files, 'file')}. Undo takes it back.`;
}

function counts(set: SetStatus): string {
  const parts = [];
  if (set.warnings > 0) parts.push(counted(set.warnings, 'warning'));
  if (set.hints > 0) parts.push(counted(set.hints, 'hint'));
  if (set.mendable > 0) parts.push(`${set.mendable} can be mended with one command`);
  return parts.join(' · ');
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A folder's name is not Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>$]/g, '\\$&');
}
