/** Whether a program is an onmodel that has a language server, asked before it is started as one. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Its version, as it says it itself; an error says why it cannot serve. */
export async function probe(file: string): Promise<string> {
  const options = { timeout: 10_000, windowsHide: true };
  const { stdout } = await run(file, ['--version'], options).catch((error: unknown) => {
    throw new Error(`${file} does not run: ${firstLine(error)}`);
  });
  await run(file, ['lsp', '--help'], options).catch(() => {
    throw new Error(
      `${file} (${stdout.trim()}) has no language server: it is older than this extension. ` +
        'Install a newer onmodel.',
    );
  });
  return stdout.trim();
}

function firstLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr?.trim() || message).split('\n', 1).join();
}
