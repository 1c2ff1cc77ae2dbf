/** What someone sees when the server cannot be started, each with a way out. */
import { commands, env, type LogOutputChannel, Uri, window } from 'vscode';
import type { Found, Missing } from './binary';
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

export async function tellFailure(
  binary: Found,
  error: unknown,
  log: LogOutputChannel,
): Promise<void> {
  log.error(`${binary.file} did not start: ${String(error)}`);
  const show = 'Show the log';
  const answer = await window.showErrorMessage(
    `${binary.file} did not start as a language server. An older onmodel may have none; the log says more.`,
    show,
  );
  if (answer === show) log.show();
}
