/** Which of our buttons show above the file at hand. */
import { commands, type Disposable, window } from 'vscode';
import { fileAtHand } from './atHand';
import { picturesBeside } from './preview/beside';
import { isImage } from './preview/pictures';
import type { Server } from './server';
import type { StatusBar } from './statusBar';
import { isTakenOut } from './takeOut';

export function keepContextKeys(server: Server, status: StatusBar): Disposable[] {
  const update = (): void => void updateKeys(status);
  update();
  return [
    window.onDidChangeActiveTextEditor(update),
    window.tabGroups.onDidChangeTabs(update),
    window.tabGroups.onDidChangeTabGroups(update),
    server.onDidChange(update),
  ];
}

async function updateKeys(status: StatusBar): Promise<void> {
  const editor = window.activeTextEditor;
  const pictures = editor ? await picturesBeside(editor) : [];
  await set('captionAtHand', pictures.length > 0);
  const file = fileAtHand();
  // Of any picture of a set: one without a caption has its finding elsewhere.
  const isPicture = file !== undefined && isImage(file.path) && !isTakenOut(file);
  await set('pictureAtHand', isPicture && status.set !== undefined);
}

function set(key: string, value: boolean): Thenable<unknown> {
  return commands.executeCommand('setContext', `onmodel.${key}`, value);
}
