/** The file someone looks at. */
import { type Uri, window } from 'vscode';

/** The file of the active tab, be it text or a picture. */
export function fileAtHand(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = (input as { uri?: Uri } | undefined)?.uri ?? window.activeTextEditor?.document.uri;
  return uri?.scheme === 'file' ? uri : undefined;
}
