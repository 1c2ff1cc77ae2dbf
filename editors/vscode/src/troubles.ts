/** What someone sees when the server cannot be started, each with a way out. */
import { commands, env, type LogOutputChannel, Uri, window } from 'vscode';
import type { Missing } from './binary';
import { missingMessage } from './missing';

const INSTALLING = 'https://github.com/onmodel/onmodel#try-it';

export async function tellMissing(missing: Missing): Promise<void> {
  const [choose, how] = ['Open the setting', 'How to install'];
  const answer = await window.showWarningMessage(missingMessage(missing), choose, how);
  if (answer === choose) {
    await commands.executeCommand('workbench.action.openSettings', 'onmodel.path');
  } else if (answer === how) {
    await env.openExternal(Uri.parse(INSTALLING));
  }
}

export async function tellFailure(error: unknown, log: LogOutputChannel): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  log.error(message);
  const show = 'Show the log';
  const answer = await window.showErrorMessage(message, show);
  if (answer === show) log.show();
}

export const GAVE_UP =
  'The onmodel server ended unexpectedly several times and is not started again. ' +
  'The log says more; "onmodel: Restart the server" tries once more.';
