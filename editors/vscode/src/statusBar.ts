/** The status bar's item: how the set at hand stands. */
import { type Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window } from 'vscode';
import { fileAtHand } from './atHand';
import type { Server } from './server';
import { type PlacedSet, setAtHand, statusText } from './status';

export class StatusBar {
  private readonly item = window.createStatusBarItem('onmodel', StatusBarAlignment.Left, 0);
  private readonly subscriptions: Disposable[];

  constructor(private readonly server: Server) {
    this.item.name = 'onmodel: score of the set at hand';
    this.subscriptions = [
      server.onDidChange(() => this.update()),
      window.tabGroups.onDidChangeTabs(() => this.update()),
      window.tabGroups.onDidChangeTabGroups(() => this.update()),
    ];
    this.update();
  }

  /** The set of the file at hand. */
  get set(): PlacedSet | undefined {
    return setAtHand(this.server.placedSets, fileAtHand()?.fsPath, process.platform);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.item.dispose();
  }

  private update(): void {
    switch (this.server.state) {
      case 'stopped':
        return this.item.hide();
      case 'starting':
        return this.show('$(loading~spin) onmodel', 'onmodel is starting', undefined, false);
      case 'missing':
        return this.show(
          '$(warning) onmodel',
          'The onmodel program was not found',
          'onmodel.restartServer',
          true,
        );
      case 'failed':
        return this.show(
          '$(warning) onmodel',
          'The server did not start: click for the log',
          'onmodel.showLog',
          true,
        );
      case 'running':
        return this.showSet();
    }
  }

  private showSet(): void {
    const set = this.set;
    if (set === undefined) return this.item.hide();
    // A set still to be mended is no alarm: its icon says enough.
    const { text, tooltip } = statusText(set);
    this.show(text, tooltip, 'onmodel.nextSteps', false);
  }

  private show(
    text: string,
    tooltip: string,
    command: string | undefined,
    alarming: boolean,
  ): void {
    this.item.text = text;
    this.item.tooltip = new MarkdownString(tooltip);
    this.item.command = command;
    this.item.backgroundColor = alarming
      ? new ThemeColor('statusBarItem.warningBackground')
      : undefined;
    this.item.show();
  }
}
