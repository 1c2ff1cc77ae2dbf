import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SetStatus } from '../src/protocol';
import { stepsFor } from '../src/steps';

function commandsFor(changed: Partial<SetStatus>): string[] {
  const set: SetStatus = {
    uri: 'file:///sets/kestrel',
    config: 'file:///sets/kestrel/onmodel.toml',
    name: 'kestrel',
    score: 72,
    needed: 80,
    ready: false,
    problems: 2,
    warnings: 0,
    hints: 0,
    mendable: 1,
    ...changed,
  };
  return stepsFor(set).map((step) => step.command);
}

test('what one command can mend comes first, then the list of the rest', () => {
  assert.deepEqual(commandsFor({}).slice(0, 2), [
    'onmodel.fixDataset',
    'workbench.actions.view.problems',
  ]);
});

test('mending is not offered where nothing can be mended by itself', () => {
  assert.ok(!commandsFor({ mendable: 0 }).includes('onmodel.fixDataset'));
});

test('a set without findings offers no list of them', () => {
  const commands = commandsFor({ problems: 0, mendable: 0 });
  assert.ok(!commands.includes('workbench.actions.view.problems'));
});

test('a set without a configuration offers none to open', () => {
  assert.ok(!commandsFor({ config: null }).includes('vscode.open'));
});
