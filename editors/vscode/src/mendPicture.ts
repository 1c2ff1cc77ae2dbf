/**
 * The fixes of a picture's findings. The light bulb is for text alone: on a picture they are asked of
 * the server here and offered as a list.
 */
import { languages, type QuickPickItem, Uri, window, workspace } from 'vscode';
import {
  type CodeAction,
  CodeActionKind,
  CodeActionRequest,
  CodeActionResolveRequest,
  type LanguageClient,
} from 'vscode-languageclient/node';
import { fileAtHand } from './atHand';
import { nameOf } from './preview/beside';
import type { Server } from './server';

interface Choice extends QuickPickItem {
  action: CodeAction;
}

/** `chosen` is the picture of the explorer or, as text, of the page beside the caption. */
export async function mendPicture(server: Server, chosen: Uri | string | undefined): Promise<void> {
  const picture = typeof chosen === 'string' ? Uri.parse(chosen) : (chosen ?? fileAtHand());
  const { client } = server;
  if (!picture || !client) return;
  const choices = (await fixesOf(client, picture)).map(
    (action): Choice => ({
      label: action.title,
      detail: reasonOf(action),
      action,
    }),
  );
  if (choices.length === 0) return tellNothing(picture);
  const title = `How shall ${nameOf(picture)} be mended?`;
  const picked = await window.showQuickPick(choices, { title, matchOnDetail: true });
  if (picked) await apply(client, picked.action);
}

/** What the fix mends, in the first line of its finding. */
function reasonOf({ diagnostics }: CodeAction): string {
  const message = diagnostics?.[0]?.message ?? '';
  const text = typeof message === 'string' ? message : message.value;
  return text.split('\n', 1).join();
}

async function fixesOf(client: LanguageClient, picture: Uri): Promise<CodeAction[]> {
  const start = { line: 0, character: 0 };
  const offers = await client.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: client.code2ProtocolConverter.asUri(picture) },
    range: { start, end: start },
    context: { diagnostics: [], only: [CodeActionKind.QuickFix] },
  });
  // The server answers with commands only who cannot take actions.
  return (offers ?? []).filter((offer): offer is CodeAction => typeof offer.command !== 'string');
}

async function apply(client: LanguageClient, action: CodeAction): Promise<void> {
  const whole = action.edit ? action : await client.sendRequest(CodeActionResolveRequest.type, action);
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(whole.edit);
  // A refactoring's files are saved: nobody looks for the unsaved ones among fifty captions.
  const applied = edit !== undefined && (await workspace.applyEdit(edit, { isRefactoring: true }));
  if (!applied) void window.showErrorMessage(`“${action.title}” could not be done: a file changed.`);
}

function tellNothing(picture: Uri): void {
  const found = languages.getDiagnostics(picture).length;
  const what = found > 0 ? 'has no fix for what is wrong with' : 'has nothing to mend in';
  void window.showInformationMessage(`onmodel ${what} ${nameOf(picture)}.`);
}
