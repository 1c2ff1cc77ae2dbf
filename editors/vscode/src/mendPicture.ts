/**
 * The fixes of a picture's findings. The light bulb is for text alone: on a picture they are asked
 * of the server here and offered as a list.
 */
import {
  type QuickPickItem,
  Selection,
  Uri,
  ViewColumn,
  window,
  type WorkspaceEdit,
  workspace,
} from 'vscode';
import {
  type CodeAction,
  CodeActionKind,
  CodeActionRequest,
  CodeActionResolveRequest,
  type LanguageClient,
} from 'vscode-languageclient/node';
import { fileAtHand } from './atHand';
import { mayBeCaption, nameOf } from './preview/beside';
import type { Server } from './server';
import { takingOut } from './takeOut';

interface Choice extends QuickPickItem {
  edit(): Promise<WorkspaceEdit | undefined>;
}

/** `chosen` is the picture of the explorer or, as text, of the page beside the caption. */
export async function mendPicture(server: Server, chosen: Uri | string | undefined): Promise<void> {
  const picture = typeof chosen === 'string' ? Uri.parse(chosen) : (chosen ?? fileAtHand());
  const { client } = server;
  if (!picture || !client) return;
  const actions = await fixesOf(client, picture);
  const choice = (action: CodeAction): Choice => ({
    label: action.title,
    detail: reasonOf(action),
    edit: () => editOf(client, action),
  });
  const choices = [
    ...actions.filter((action) => !asksForLess(action)).map(choice),
    outOfSet(server, picture),
    ...actions.filter(asksForLess).map(choice),
  ];
  const title = `How shall ${nameOf(picture)} be mended?`;
  const picked = await window.showQuickPick(choices, { title });
  if (picked) await apply(picked);
}

/** Whether an action mends nothing but changes what is asked of the set: those come last. */
function asksForLess({ title }: CodeAction): boolean {
  return title.endsWith('(onmodel.toml)');
}

/** The way for pictures no program can mend: a blurred one stays blurred. */
function outOfSet(server: Server, picture: Uri): Choice {
  return {
    label: `take ${nameOf(picture)} out of the set, its caption with it`,
    detail: 'they are moved to the folder .onmodel-aside, which no trainer reads',
    edit: () => takingOut(server, picture),
  };
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

async function editOf(
  client: LanguageClient,
  action: CodeAction,
): Promise<WorkspaceEdit | undefined> {
  const whole = action.edit
    ? action
    : await client.sendRequest(CodeActionResolveRequest.type, action);
  return client.protocol2CodeConverter.asWorkspaceEdit(whole.edit);
}

/** Opens a caption beside its picture, the cursor at its end. */
async function goOnWith(caption: Uri): Promise<void> {
  const editor = await window.showTextDocument(caption, { viewColumn: ViewColumn.Beside });
  const { document } = editor;
  const { end } = document.lineAt(document.lineCount - 1).range;
  editor.selection = new Selection(end, end);
}

async function apply(choice: Choice): Promise<void> {
  const edit = await choice.edit();
  // A refactoring's files are saved: nobody looks for the unsaved ones among fifty captions.
  const applied = edit !== undefined && (await workspace.applyEdit(edit, { isRefactoring: true }));
  if (!applied)
    return void window.showErrorMessage(`“${choice.label}” could not be done: a file changed.`);
  const caption = edit.entries().find(([uri]) => mayBeCaption(uri))?.[0];
  // What was begun for the person is theirs to go on with.
  if (caption) await goOnWith(caption);
}
