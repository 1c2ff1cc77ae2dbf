/** The search of `binary.ts` on this computer. */
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { type ExtensionContext, workspace } from 'vscode';
import { findBinary, type Found, type Missing, programName } from './binary';

export function locateBinary(context: ExtensionContext): Found | Missing {
  return findBinary({
    bundled: path.join(context.extensionPath, 'bin', programName(process.platform)),
    configured: userSetting('path'),
    searchPath: process.env.PATH ?? process.env.Path ?? '',
    folders: (workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    home: homedir(),
    platform: process.platform,
    isProgram,
    realPath,
  });
}

/** A setting's value in the user's own settings; what a workspace says does not count. */
function userSetting(key: string): string {
  return workspace.getConfiguration('onmodel').inspect<string>(key)?.globalValue ?? '';
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false; // Absent or out of reach is the same here: it cannot be run.
  }
}

function realPath(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file; // What cannot be followed is taken as it is written.
  }
}
