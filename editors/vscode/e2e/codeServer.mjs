// A VS Code of its own for a test: served by code-server with a fresh user, the extension installed.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const { ONMODEL_E2E_NODE: node, ONMODEL_E2E_SERVER: home } = process.env;

// What would cover the window or differ from run to run.
const QUIET = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'files.simpleDialog.enable': true,
};

/** Starts it with some of the user's settings; `stop` ends it with everything it started. */
export async function startCodeServer(settings = {}, vsix = process.env.ONMODEL_E2E_VSIX) {
  const user = mkdtempSync(path.join(tmpdir(), 'onmodel-vscode-'));
  mkdirSync(path.join(user, 'User'));
  // A machine's settings: on a server those of scope "machine" are read from here.
  mkdirSync(path.join(user, 'Machine'));
  const all = JSON.stringify({ ...QUIET, ...settings });
  for (const kind of ['User', 'Machine'])
    writeFileSync(path.join(user, kind, 'settings.json'), all);
  const entry = path.join(home, 'out', 'node', 'entry.js');
  const own = ['--user-data-dir', user, '--extensions-dir', path.join(user, 'extensions')];
  const env = { ...process.env, XDG_CONFIG_HOME: user, XDG_DATA_HOME: user };

  const installing = spawnSync(node, [entry, ...own, '--install-extension', vsix], { env });
  if (installing.status !== 0) throw new Error(String(installing.stderr));

  const port = await freePort();
  const quiet = [
    '--auth',
    'none',
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-workspace-trust',
  ];
  const trusting = settings['security.workspace.trust.enabled'] ? quiet.slice(0, -1) : quiet;
  const server = spawn(node, [entry, ...own, '--bind-addr', `127.0.0.1:${port}`, ...trusting], {
    env,
    stdio: 'ignore',
    detached: true, // A group of its own: its helpers outlive it otherwise.
  });
  const url = `http://127.0.0.1:${port}`;
  await answers(url);
  return {
    url,
    /** The processes of the language server. */
    languageServers() {
      const found = spawnSync('pgrep', ['-f', `^${user}/extensions/.*/bin/onmodel lsp`]);
      return String(found.stdout).split('\n').filter(Boolean).map(Number);
    },
    stop() {
      process.kill(-server.pid, 'SIGKILL');
      rmSync(user, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(url) {
  for (let tries = 0; tries < 300; tries += 1) {
    const fine = await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (fine) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('code-server did not answer within a minute');
}
