/** What a click on the status bar offers: the ways from here to a set that is ready to train. */
import { commands, type QuickPickItem, Uri, window } from 'vscode';
import type { SetStatus } from './protocol';
import { verdict } from './status';
import { type Step, stepsFor } from './steps';

export async function nextSteps(set: SetStatus | undefined): Promise<void> {
  if (set === undefined) {
    void window.showInformationMessage('Open a caption or a picture of a set first.');
    return;
  }
  const items = stepsFor(set).map((step): QuickPickItem & { step: Step } => ({
    label: `$(${step.icon}) ${step.title}`,
    description: step.detail,
    step,
  }));
  const picked = await window.showQuickPick(items, { title: `${set.name}: ${verdict(set)}` });
  if (picked === undefined) return;
  const { command, takes } = picked.step;
  const uri = takes === 'set' ? set.uri : takes === 'configuration' ? set.config : undefined;
  await commands.executeCommand(command, ...(uri ? [takes === 'set' ? uri : Uri.parse(uri)] : []));
}
