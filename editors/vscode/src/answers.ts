/** What someone sees after a command of the server. */
import { commands, Uri, window, workspace } from 'vscode';
import type { MendedAnswer, SetStatus } from './protocol';
import { checkedMessage, mendedMessage } from './status';

export async function showAnswer(command: string, answer: unknown): Promise<void> {
  switch (command) {
    case 'onmodel.checkDataset':
      return showChecked(answer as SetStatus[]);
    case 'onmodel.fixDataset':
      return void window.showInformationMessage(mendedMessage(answer as MendedAnswer));
    case 'onmodel.showTraits':
      return showPage('traits', answer as string);
  }
}

async function showChecked(sets: SetStatus[]): Promise<void> {
  const list = 'Show the findings';
  const found = sets.some((set) => set.problems + set.warnings + set.hints > 0);
  // Not waited for: the command is done, the message may stay.
  void window
    .showInformationMessage(checkedMessage(sets), ...(found ? [list] : []))
    .then((chosen) => chosen && commands.executeCommand('workbench.actions.view.problems'));
}

const PAGES = 'onmodel';
const pages = new Map<string, string>();

/** Pages of text have a scheme of their own, so that closing one asks for nothing to be saved. */
export const pageProvider = workspace.registerTextDocumentContentProvider(PAGES, {
  provideTextDocumentContent: (uri) => pages.get(uri.path) ?? '',
});

async function showPage(name: string, markdown: string): Promise<void> {
  // A page shown before keeps what it says: a new one gets a new address.
  const uri = Uri.from({ scheme: PAGES, path: `/${pages.size + 1}/${name}.md` });
  pages.set(uri.path, markdown);
  await commands.executeCommand('markdown.showPreview', uri);
}
