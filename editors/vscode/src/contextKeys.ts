/** Which of our buttons show above the file at hand. */
import { commands, type Disposable, languages, window } from 'vscode';
import { fileAtHand } from './atHand';
import { picturesBeside } from './preview/beside';
import { isImage } from './preview/pictures';

export function keepContextKeys(): Disposable[] {
  const update = (): void => void updateKeys();
  update();
  return [
    window.onDidChangeActiveTextEditor(update),
    window.tabGroups.onDidChangeTabs(update),
    window.tabGroups.onDidChangeTabGroups(update),
    languages.onDidChangeDiagnostics(update),
  ];
}

async function updateKeys(): Promise<void> {
  const editor = window.activeTextEditor;
  const pictures = editor ? await picturesBeside(editor) : [];
  await set('captionAtHand', pictures.length > 0);
  const file = fileAtHand();
  const findings = file && isImage(file.path) ? languages.getDiagnostics(file) : [];
  await set('pictureAtHand', findings.length > 0);
}

function set(key: string, value: boolean): Thenable<unknown> {
  return commands.executeCommand('setContext', `onmodel.${key}`, value);
}
