/** The pictures beside a caption, on the disk. */
import path from 'node:path';
import { type TextEditor, Uri, workspace } from 'vscode';
import { pictureOfLine } from './csv';
import { isImage, pictureOfRow, picturesOf } from './pictures';

const CSV = 'metadata.csv';

/** Files that hold a caption a row. */
const TABLES = new Set(['metadata.jsonl', CSV]);

/** The pictures of the caption an editor shows; of a table of captions, that of the row at hand. */
export async function picturesBeside(editor: TextEditor): Promise<Uri[]> {
  const { document, selection } = editor;
  if (!mayBeCaption(document.uri)) return [];
  if (!isTable(document.uri)) return picturesOfFile(document.uri);
  const { line } = selection.active;
  const name =
    nameOf(document.uri) === CSV
      ? pictureOfLine(document.getText(), line)
      : pictureOfRow(document.lineAt(line).text);
  return name === undefined ? [] : [Uri.joinPath(document.uri, '..', name)];
}

export async function hasPictures(caption: Uri): Promise<boolean> {
  return mayBeCaption(caption) && (await picturesOfFile(caption)).length > 0;
}

/** By its name alone. */
export function mayBeCaption(uri: Uri): boolean {
  if (uri.scheme !== 'file' || isImage(uri.path)) return false;
  const endings = workspace.getConfiguration('onmodel').get<string[]>('captionExtensions', []);
  return isTable(uri) || endings.includes(path.extname(uri.fsPath));
}

/** Whether a file holds many captions, a row each. */
export function isTable(uri: Uri): boolean {
  return TABLES.has(nameOf(uri));
}

export function nameOf(uri: Uri): string {
  return path.posix.basename(uri.path);
}

async function picturesOfFile(caption: Uri): Promise<Uri[]> {
  const folder = Uri.joinPath(caption, '..');
  const names = (await workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
  return picturesOf(nameOf(caption), names).map((name) => Uri.joinPath(folder, name));
}
