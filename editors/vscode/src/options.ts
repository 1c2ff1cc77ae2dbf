/** What the client tells the server about itself, and which files it sends there. */
import { type LogOutputChannel, workspace } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  RevealOutputChannelOn,
} from 'vscode-languageclient/node';
import { Crashes } from './crashes';
import { middleware } from './middleware';
import type { InitializationOptions } from './protocol';
import { GAVE_UP, tellFailure } from './troubles';

export function clientOptions(log: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: filePatterns().map((pattern) => ({ scheme: 'file', pattern })),
    outputChannel: log,
    initializationOptions: {
      plugins: workspace.isTrusted,
      status: true,
      imageFindings: 'picture',
    } satisfies InitializationOptions,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler: errorHandler(log),
    initializationFailedHandler: () => false, // Told by who started the server.
    diagnosticPullOptions: { onChange: true, onSave: true },
    middleware,
  };
}

/** A crash is nobody's business while a new start helps. */
function errorHandler(log: LogOutputChannel): ErrorHandler {
  const crashes = new Crashes();
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => {
      if (crashes.worthAnotherStart()) return { action: CloseAction.Restart, handled: true };
      void tellFailure(GAVE_UP, log);
      return { action: CloseAction.DoNotRestart, handled: true };
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
