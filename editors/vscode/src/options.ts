/** What the client tells the server about itself, and which files it sends there. */
import { type LogOutputChannel, type Uri, window, workspace } from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient/node';
import type { InitializationOptions } from './protocol';

export function clientOptions(log: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: filePatterns().map((pattern) => ({ scheme: 'file', pattern })),
    outputChannel: log,
    initializationOptions: {
      plugins: workspace.isTrusted,
      status: true,
      imageFindings: 'image',
    } satisfies InitializationOptions,
    diagnosticPullOptions: { onChange: true, onSave: true },
    middleware: {
      // A command of the palette comes without arguments: it means the file at hand.
      executeCommand: (command, args, next) =>
        next(command, args.length > 0 ? args : uriAtHand()),
    },
  };
}

/** Any file that may be a caption; the server ignores those of no set. */
function filePatterns(): string[] {
  const endings = workspace.getConfiguration('onmodel').get<string[]>('captionExtensions', []);
  return [
    ...endings.map((ending) => `**/*${ending}`),
    '**/onmodel.toml',
    '**/metadata.jsonl',
    '**/metadata.csv',
  ];
}

function uriAtHand(): string[] {
  const uri = fileAtHand();
  return uri ? [uri.toString()] : [];
}

/** The file of the active tab, be it text or a picture. */
export function fileAtHand(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = (input as { uri?: Uri } | undefined)?.uri ?? window.activeTextEditor?.document.uri;
  return uri?.scheme === 'file' ? uri : undefined;
}
