/** The commands that are this extension's own; those about sets are the server's. */
import {
  commands,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  type Uri,
} from 'vscode';
import { mendPicture } from './mendPicture';
import { nextSteps } from './nextSteps';
import type { Preview } from './preview/panel';
import type { Server } from './server';
import { setUp } from './setUp';
import type { StatusBar } from './statusBar';

export interface Parts {
  context: ExtensionContext;
  server: Server;
  status: StatusBar;
  preview: Preview;
  log: LogOutputChannel;
}

export function registerCommands({ context, server, status, preview, log }: Parts): Disposable[] {
  const own: Record<string, (...args: never[]) => unknown> = {
    setUp: (folder?: Uri) => setUp(context, folder),
    showPicture: () => preview.show(),
    mendPicture: (picture?: Uri | string) => mendPicture(server, picture),
    nextSteps: () => nextSteps(status.set),
    restartServer: () => server.restart(),
    showLog: () => log.show(),
  };
  return Object.entries(own).map(([name, run]) => commands.registerCommand(`onmodel.${name}`, run));
}
