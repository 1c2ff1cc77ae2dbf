// Packages the extension: `npm run package` makes one .vsix for every platform, which looks for the
// onmodel program on the user's computer. `npm run package -- --target linux-x64 --binary FILE` makes
// one that carries the program of that platform.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { target: { type: 'string' }, binary: { type: 'string' }, out: { type: 'string' } },
});
if (values.binary && !values.target) {
  throw new Error(
    '--binary needs --target, the platform it runs on: linux-x64, darwin-arm64, win32-x64, …',
  );
}

// npm runs this in the package's folder; the paths typed are meant from where they were typed.
const typed = (file) => path.resolve(process.env.INIT_CWD ?? '.', file);
const home = fileURLToPath(new URL('..', import.meta.url));
const { version } = createRequire(import.meta.url)('../package.json');
copyFileSync(`${home}../../LICENSE-MIT`, `${home}LICENSE`);
rmSync(`${home}bin`, { recursive: true, force: true });
if (values.binary) {
  const program = `${home}bin/${values.target.startsWith('win32') ? 'onmodel.exe' : 'onmodel'}`;
  mkdirSync(`${home}bin`);
  copyFileSync(typed(values.binary), program);
  chmodSync(program, 0o755);
}

const suffix = values.target ? `-${values.target}` : '';
const out = typed(values.out ?? `${home}onmodel-${version}${suffix}.vsix`);
const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
const run = (file, ...args) =>
  execFileSync(process.execPath, [file, ...args], { cwd: home, stdio: 'inherit' });
run('scripts/build.mjs', '--minify');
run(
  vsce,
  'package',
  '--no-dependencies',
  '--out',
  out,
  ...(values.target ? ['--target', values.target] : []),
);
