/** Where this editor does more with the server's words than the client by itself. */
import { commands, Uri } from 'vscode';
import { CancellationToken, type Middleware } from 'vscode-languageclient/node';
import { showAnswer } from './answers';
import { fileAtHand } from './atHand';

export const middleware: Middleware = {
  async executeCommand(command, args, next) {
    // A command of the palette comes without arguments: it means the file at hand.
    const answer: unknown = await next(command, args.length > 0 ? args : uriAtHand());
    await showAnswer(command, answer);
    return answer;
  },
  workspace: {
    // A refactoring's files are saved: nobody looks for the unsaved ones among fifty captions.
    handleApplyEdit: (params, next) =>
      next(
        { ...params, metadata: { ...params.metadata, isRefactoring: true } },
        CancellationToken.None,
      ),
  },
  window: {
    // The client opens documents as text, which a picture is not.
    async showDocument(params, token, next) {
      if (params.external === true) return next(params, token);
      await commands.executeCommand('vscode.open', Uri.parse(params.uri));
      return { success: true };
    },
  },
};

function uriAtHand(): string[] {
  const uri = fileAtHand();
  return uri ? [uri.toString()] : [];
}
