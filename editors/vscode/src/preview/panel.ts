/** The picture beside the caption: one panel that follows the caption at hand. */
import { randomUUID } from 'node:crypto';
import {
  type TextEditor,
  Uri,
  ViewColumn,
  type WebviewPanel,
  languages,
  window,
  workspace,
} from 'vscode';
import { isTable, mayBeCaption, nameOf, picturesBeside } from './beside';
import { findingsOf } from './findings';
import { type Picture, previewHtml } from './html';

const MEND = 'onmodel.mendPicture';

export class Preview {
  private panel: WebviewPanel | undefined;
  /** The editor whose caption is shown: a click on the page takes the focus away from it. */
  private editor: TextEditor | undefined;
  /** The pictures shown, to draw again only where something changed. */
  private shown: readonly Uri[] = [];
  private readonly subscriptions = [
    window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (isTable(textEditor.document.uri)) void this.follow(textEditor);
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const ours = new Set(this.shown.map(String));
      if (uris.some((uri) => ours.has(uri.toString()))) void this.follow(this.editor);
    }),
  ];

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
      this.editor = undefined;
      this.shown = [];
    });
    return panel;
  }

  private async follow(editor: TextEditor | undefined): Promise<void> {
    const follows = workspace.getConfiguration('onmodel').get('followCaption', true);
    if (this.panel && editor && follows) await this.draw(editor);
  }

  private async draw(editor: TextEditor): Promise<void> {
    const caption = editor.document.uri;
    if (!mayBeCaption(caption)) return;
    const pictures = await picturesBeside(editor);
    if (!this.panel) return; // Closed while the folder was read.
    this.editor = editor;
    this.shown = pictures;
    const { webview } = this.panel;
    webview.options = {
      enableScripts: false,
      enableCommandUris: [MEND],
      localResourceRoots: [Uri.joinPath(caption, '..')],
    };
    this.panel.title = pictures[0] ? nameOf(pictures[0]) : 'No picture';
    webview.html = previewHtml({
      cspSource: webview.cspSource,
      nonce: randomUUID(),
      caption: nameOf(caption),
      pictures: pictures.map((uri): Picture => ({
        name: nameOf(uri),
        source: webview.asWebviewUri(uri).toString(),
        findings: findingsOf(uri),
        mend: `command:${MEND}?${encodeURIComponent(JSON.stringify([uri.toString()]))}`,
      })),
    });
  }
}
