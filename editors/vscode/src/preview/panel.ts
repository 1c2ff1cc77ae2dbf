/** The picture beside the caption: one panel that follows the caption at hand. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import {
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  type TextEditor,
  Uri,
  ViewColumn,
  type WebviewPanel,
  languages,
  window,
  workspace,
} from 'vscode';
import { type Picture, type PictureFinding, previewHtml } from './html';
import { isImage, pictureOfRow, picturesOf } from './pictures';

export class Preview {
  private panel: WebviewPanel | undefined;
  /** The pictures shown, to draw again only where something changed. */
  private shown: readonly Uri[] = [];
  private readonly subscriptions = [
    window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (isRows(textEditor)) void this.follow(textEditor);
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const ours = new Set(this.shown.map(String));
      if (uris.some((uri) => ours.has(uri.toString()))) void this.follow(window.activeTextEditor);
    }),
  ];

  constructor() {
    void markCaption(window.activeTextEditor);
  }

  async show(): Promise<void> {
    this.panel ??= this.newPanel();
    this.panel.reveal(undefined, true);
    if (window.activeTextEditor) await this.draw(window.activeTextEditor);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.panel?.dispose();
  }

  private newPanel(): WebviewPanel {
    const panel = window.createWebviewPanel(
      'onmodel.picture',
      'Picture',
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: false, localResourceRoots: [] },
    );
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.shown = [];
    });
    return panel;
  }

  private async follow(editor: TextEditor | undefined): Promise<void> {
    await markCaption(editor);
    const follows = workspace.getConfiguration('onmodel').get('followCaption', true);
    if (this.panel && editor && follows) await this.draw(editor);
  }

  private async draw(editor: TextEditor): Promise<void> {
    const caption = editor.document.uri;
    if (!mayBeCaption(editor)) return;
    const pictures = await picturesBeside(editor);
    if (!this.panel) return; // Closed while the folder was read.
    this.shown = pictures;
    const { webview } = this.panel;
    webview.options = { enableScripts: false, localResourceRoots: [Uri.joinPath(caption, '..')] };
    this.panel.title = pictures[0] ? nameOf(pictures[0]) : 'No picture';
    webview.html = previewHtml({
      cspSource: webview.cspSource,
      nonce: randomUUID(),
      caption: nameOf(caption),
      pictures: pictures.map(
        (uri): Picture => ({
          name: nameOf(uri),
          source: webview.asWebviewUri(uri).toString(),
          findings: languages.getDiagnostics(uri).filter(isOurs).map(finding),
        }),
      ),
    });
  }
}

/** The button above the editor shows only where there is something to show. */
async function markCaption(editor: TextEditor | undefined): Promise<void> {
  const pictures = editor && mayBeCaption(editor) ? await picturesBeside(editor) : [];
  await commands.executeCommand('setContext', 'onmodel.captionAtHand', pictures.length > 0);
}

function mayBeCaption(editor: TextEditor): boolean {
  const { uri } = editor.document;
  if (uri.scheme !== 'file' || isImage(uri.path)) return false;
  const endings = workspace.getConfiguration('onmodel').get<string[]>('captionExtensions', []);
  return isRows(editor) || endings.includes(path.extname(uri.fsPath));
}

function isRows(editor: TextEditor): boolean {
  return nameOf(editor.document.uri) === 'metadata.jsonl';
}

async function picturesBeside(editor: TextEditor): Promise<Uri[]> {
  const folder = Uri.joinPath(editor.document.uri, '..');
  if (isRows(editor)) {
    const name = pictureOfRow(editor.document.lineAt(editor.selection.active.line).text);
    return name === undefined ? [] : [Uri.joinPath(folder, name)];
  }
  const siblings = await workspace.fs.readDirectory(folder);
  const names = siblings.map(([name]) => name).sort();
  return picturesOf(nameOf(editor.document.uri), names).map((name) => Uri.joinPath(folder, name));
}

function nameOf(uri: Uri): string {
  return path.posix.basename(uri.path);
}

function isOurs(diagnostic: Diagnostic): boolean {
  return diagnostic.source === 'onmodel' || diagnostic.source?.startsWith('plugin:') === true;
}

function finding({ severity, message }: Diagnostic): PictureFinding {
  switch (severity) {
    case DiagnosticSeverity.Error:
      return { level: 'error', message };
    case DiagnosticSeverity.Warning:
      return { level: 'warning', message };
    default:
      return { level: 'information', message };
  }
}
