// Help while writing a caption.
import { test } from 'node:test';
import { withFolder } from './editor.mjs';
import { sampleSet } from './samples.mjs';

const shown = { timeout: 60_000 };

test('tags are completed, explained beside their picture, and counted', () =>
  withFolder(sampleSet('kestrel-flawed'), async (editor) => {
    const { page } = editor;
    await editor.open('42-contradiction.txt');
    await page.locator('.view-line', { hasText: 'of 75 tokens' }).first().waitFor(shown);

    await page
      .locator('.view-line')
      .first()
      .hover({ position: { x: 12, y: 8 } });
    await page.locator('.monaco-hover img').first().waitFor(shown);
    await editor.shot('hover-picture');
    await page.keyboard.press('Escape');

    await page
      .locator('.view-line')
      .first()
      .click({ position: { x: 12, y: 8 } });
    await page.keyboard.press('Control+End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(', full');
    await page
      .locator('.suggest-widget .monaco-list-row', { hasText: 'full body' })
      .first()
      .waitFor(shown);
    await editor.shot('completion');
  }));
