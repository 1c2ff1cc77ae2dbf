/**
 * onmodel in VS Code. Everything about captions is the server's word; here are only its start, the
 * status bar, the picture beside the caption and the commands.
 */
import { commands, type ExtensionContext, window, workspace } from 'vscode';
import { nameCaptions } from './captionLanguage';
import { pageProvider } from './answers';
import { registerCommands } from './commands';
import { keepContextKeys } from './contextKeys';
import { Preview } from './preview/panel';
import { Server } from './server';
import { StatusBar } from './statusBar';

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('onmodel', { log: true });
  server = new Server(context, log);
  const status = new StatusBar(server);
  const preview = new Preview();
  context.subscriptions.push(log, server, status, preview, pageProvider);
  context.subscriptions.push(...registerCommands({ context, server, status, preview, log }));
  context.subscriptions.push(...nameCaptions(server), ...keepContextKeys(server, status));
  watch(context, server);
  if (await anySet()) await begin(server);
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** From now on this window shows onmodel; before, it has one command, "Set up this folder". */
async function begin(server: Server): Promise<void> {
  await commands.executeCommand('setContext', 'onmodel.active', true);
  await server.start();
}

async function anySet(): Promise<boolean> {
  return (await workspace.findFiles('**/onmodel.toml', null, 1)).length > 0;
}

function watch(context: ExtensionContext, server: Server): void {
  const configurations = workspace.createFileSystemWatcher('**/onmodel.toml', false, true, true);
  context.subscriptions.push(
    configurations,
    configurations.onDidCreate(() => begin(server)),
    workspace.onDidGrantWorkspaceTrust(() => server.restartIfRunning()),
    workspace.onDidChangeConfiguration((change) => {
      const matters = ['onmodel.path', 'onmodel.captionExtensions'];
      if (matters.some((key) => change.affectsConfiguration(key))) void server.restartIfRunning();
    }),
  );
}
