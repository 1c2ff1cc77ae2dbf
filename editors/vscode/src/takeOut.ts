/**
 * Taking a picture out of its set without losing it: it goes where the server's own fixes put what
 * they set aside, its captions with it.
 */
import path from 'node:path';
import { Uri, WorkspaceEdit, workspace } from 'vscode';
import { nameOf } from './preview/beside';
import type { Server } from './server';
import { setAtHand } from './status';

/** A hidden folder of the set, which no trainer reads. */
const ASIDE = '.onmodel-aside';

/** Whether a file was taken out of its set already. */
export function isTakenOut(file: Uri): boolean {
  return file.path.includes(`/${ASIDE}/`);
}

/** The edit that does it, which undo takes back; nothing for a picture of no set. */
export async function takingOut(server: Server, picture: Uri): Promise<WorkspaceEdit | undefined> {
  const set = setAtHand(server.placedSets, picture.fsPath, process.platform);
  if (set === undefined) return undefined;
  const from = Uri.joinPath(picture, '..');
  const below = path.posix.relative(Uri.parse(set.uri).path, from.path);
  const to = Uri.joinPath(Uri.parse(set.uri), ASIDE, below);
  const edit = new WorkspaceEdit();
  for (const name of await ofOneStem(from, nameOf(picture))) {
    edit.renameFile(Uri.joinPath(from, name), Uri.joinPath(to, name));
  }
  return edit;
}

/** The picture and the files that are called as it is, up to the ending: its captions. */
async function ofOneStem(folder: Uri, picture: string): Promise<string[]> {
  const names = (await workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
  const endings = workspace.getConfiguration('onmodel').get<string[]>('captionExtensions', []);
  const { name: stem } = path.parse(picture);
  return [picture, ...names.filter((name) => endings.some((ending) => name === stem + ending))];
}
