/** The picture beside the caption: one panel that follows the caption at hand. */
import { randomUUID } from 'node:crypto';
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
import { isTable, mayBeCaption, nameOf, picturesBeside } from './beside';
import { type Picture, type PictureFinding, previewHtml } from './html';

export class Preview {
  private panel: WebviewPanel | undefined;
  /** The pictures shown, to draw again only where something changed. */
  private shown: readonly Uri[] = [];
  private readonly subscriptions = [
    window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (isTable(textEditor.document.uri)) void this.follow(textEditor);
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
    if (!mayBeCaption(caption)) return;
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
  const pictures = editor ? await picturesBeside(editor) : [];
  await commands.executeCommand('setContext', 'onmodel.captionAtHand', pictures.length > 0);
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
