/** What is wrong with a picture, as the server said of its file. */
import { type Diagnostic, DiagnosticSeverity, languages, type Uri } from 'vscode';
import type { PictureFinding } from './html';

export function findingsOf(picture: Uri): PictureFinding[] {
  return languages.getDiagnostics(picture).map(finding);
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
