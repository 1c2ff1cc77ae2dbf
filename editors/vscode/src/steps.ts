/** Which next steps make sense for a set: a pure function of its status. */
import type { SetStatus } from './protocol';
import { counted } from './status';

export interface Step {
  icon: string;
  title: string;
  detail: string;
  command: string;
  /** What the command is about. */
  takes?: 'set' | 'configuration';
}

/** The most useful first. */
export function stepsFor(set: SetStatus): Step[] {
  const findings = set.problems + set.warnings + set.hints;
  const steps: (Step | false)[] = [
    set.mendable > 0 && {
      icon: 'sparkle',
      title: `Mend ${counted(set.mendable, 'finding')} now`,
      detail: 'only what needs no second look; undo takes it back',
      command: 'onmodel.fixDataset',
      takes: 'set',
    },
    findings > 0 && {
      icon: 'list-unordered',
      title: 'Go through what is left, one by one',
      detail: `${counted(findings, 'finding')}; the light bulb (Ctrl+.) offers the fixes`,
      command: 'workbench.actions.view.problems',
    },
    {
      icon: 'open-preview',
      title: 'Show the picture beside the caption',
      detail: 'it follows the caption at hand',
      command: 'onmodel.showPicture',
    },
    {
      icon: 'table',
      title: 'Show which image shows which trait',
      detail: 'and which pose, view or expression is missing',
      command: 'onmodel.showTraits',
      takes: 'set',
    },
    set.config !== null && {
      icon: 'settings-gear',
      title: 'Open the set’s configuration',
      detail: 'onmodel.toml',
      command: 'vscode.open',
      takes: 'configuration',
    },
  ];
  return steps.filter((step) => step !== false);
}
