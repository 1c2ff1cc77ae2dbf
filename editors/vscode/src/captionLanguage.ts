/**
 * Captions of a set get a language of their own, so that their one long line is wrapped and the
 * editor does not offer words of other files in between the set's. Every other text file stays what
 * it was: only the server's word makes a file a caption.
 */
import { type Disposable, languages, type TextDocument, Uri, workspace } from 'vscode';
import { isWithin } from './paths';
import { hasPictures } from './preview/beside';
import type { Server } from './server';

const CAPTION = 'onmodel-caption';

export function nameCaptions(server: Server): Disposable[] {
  const name = (document: TextDocument): void => void nameCaption(server, document);
  return [
    workspace.onDidOpenTextDocument(name),
    server.onDidChange(() => workspace.textDocuments.forEach(name)),
  ];
}

async function nameCaption(server: Server, document: TextDocument): Promise<void> {
  if (document.languageId !== 'plaintext' || !inSet(server, document.uri)) return;
  if (await hasPictures(document.uri)) await languages.setTextDocumentLanguage(document, CAPTION);
}

function inSet(server: Server, { scheme, fsPath }: Uri): boolean {
  return (
    scheme === 'file' &&
    server.sets.some(({ uri }) => isWithin(Uri.parse(uri).fsPath, fsPath, process.platform))
  );
}
