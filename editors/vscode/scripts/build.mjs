// Bundles the extension into out/extension.js; with `--tests` each unit test into out/test as well,
// with `--watch` again at every change.
import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: true,
  logLevel: 'warning',
};
const extension = {
  ...common,
  entryPoints: ['src/extension.ts'],
  outfile: 'out/extension.js',
  external: ['vscode'],
  minify: process.argv.includes('--minify'),
};
// `vscode` is not external here: a module under test that reaches for the editor does not build.
const tests = {
  ...common,
  entryPoints: readdirSync('test')
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/${file}`),
  outdir: 'out/test',
};

if (process.argv.includes('--watch')) {
  await (await context(extension)).watch();
} else {
  rmSync('out', { recursive: true, force: true });
  await build(extension);
  if (process.argv.includes('--tests')) await build(tests);
}
