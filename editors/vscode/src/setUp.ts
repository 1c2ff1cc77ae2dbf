/** "Set up this folder": writes an `onmodel.toml` with `onmodel init` and opens it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type ExtensionContext, Uri, window, workspace } from 'vscode';
import { isFound } from './binary';
import { locateBinary } from './locate';
import { fileAtHand } from './atHand';
import { tellMissing } from './troubles';

const run = promisify(execFile);

/** `chosen` is the folder clicked in the explorer, if it was that. */
export async function setUp(context: ExtensionContext, chosen: Uri | undefined): Promise<void> {
  const binary = locateBinary(context);
  if (!isFound(binary)) return tellMissing(binary);
  const folder = chosen ?? (await chooseFolder());
  if (folder === undefined) return;
  const configuration = Uri.joinPath(folder, 'onmodel.toml');
  if (await exists(configuration)) {
    await window.showTextDocument(configuration);
    void window.showInformationMessage('This folder is set up already: here is its onmodel.toml.');
    return;
  }
  try {
    await run(binary.file, ['init', folder.fsPath], { cwd: folder.fsPath });
  } catch (error) {
    void window.showErrorMessage(`onmodel could not set up this folder: ${reason(error)}`);
    return;
  }
  await window.showTextDocument(configuration);
}

/** What is picked, beginning at the folder of the file at hand, else at the only one opened. */
async function chooseFolder(): Promise<Uri | undefined> {
  const file = fileAtHand();
  const [opened, another] = workspace.workspaceFolders ?? [];
  const picked = await window.showOpenDialog({
    title: 'The folder that holds the images and captions',
    openLabel: 'Set up this folder',
    canSelectFiles: false,
    canSelectFolders: true,
    ...defaultUri(file ? Uri.joinPath(file, '..') : another ? undefined : opened?.uri),
  });
  return picked?.[0];
}

function defaultUri(uri: Uri | undefined): { defaultUri: Uri } | undefined {
  return uri && { defaultUri: uri };
}

async function exists(file: Uri): Promise<boolean> {
  return workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

/** What the program wrote to stderr, without the "error: " that the message says already. */
function reason(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr?.trim() || message).replace(/^error: /, '');
}
