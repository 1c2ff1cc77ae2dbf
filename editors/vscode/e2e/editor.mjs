// VS Code's window as a person uses it: commands by the palette, files by name, words on the screen.
import { createRequire } from 'node:module';
import path from 'node:path';
import { startCodeServer } from './codeServer.mjs';

const { chromium } = createRequire(import.meta.url)(process.env.ONMODEL_E2E_DRIVER);

/** Opens a folder in a new window; `close` ends the browser. */
export async function openFolder(url, folder) {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  await page
    .locator('.explorer-folders-view .monaco-list-row')
    .first()
    .waitFor({ timeout: 60_000 });
  return new Editor(browser, page);
}

/** Opens a folder in a VS Code of its own, looks, and ends both. */
export async function withFolder(folder, look, settings, vsix) {
  const server = await startCodeServer(settings, vsix);
  try {
    const editor = await openFolder(server.url, folder);
    try {
      await look(editor);
    } finally {
      await editor.close();
    }
  } finally {
    server.stop();
  }
}

export class Editor {
  constructor(browser, page) {
    this.browser = browser;
    this.page = page;
  }

  /** Runs a command of the palette by its title. */
  async command(title) {
    await this.page.keyboard.press('F1');
    await this.choose(`>${title}`, title);
  }

  /** Opens a file by its name. A picture has no lines to wait for. */
  async open(name, isText = true) {
    await this.page.keyboard.press('Control+P');
    await this.choose(name, name);
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    if (isText) await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  async choose(typed, shown) {
    const input = this.page.locator('.quick-input-widget input[type=text]');
    await input.fill(typed);
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: shown }).first();
    await row.waitFor();
    await row.click();
  }

  /** The titles the palette offers for some typed letters. */
  async offered(typed) {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input[type=text]').fill(`>${typed}`);
    await this.page.waitForTimeout(500);
    const titles = await this.page
      .locator('.quick-input-list .monaco-list-row .label-name')
      .allInnerTexts();
    await this.page.keyboard.press('Escape');
    return titles;
  }

  /** Our item in the status bar. */
  get status() {
    return this.page.locator('.statusbar-item[id^="onmodel.onmodel"]');
  }

  /** The score it shows. */
  async score() {
    return Number(/\d+/.exec(await this.status.innerText())?.[0]);
  }

  /** The text of the editor at hand. */
  async text() {
    const lines = await this.page.locator('.editor-instance .view-line').allInnerTexts();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  /** The size of a picture on our page, once it has loaded. */
  async picture(name) {
    const frames = () => this.page.frames().map((frame) => frame.locator(`img[alt^="${name}"]`));
    for (let tries = 0; tries < 100; tries += 1) {
      for (const image of frames()) {
        if ((await image.count().catch(() => 0)) === 0) continue;
        const width = await image.first().evaluate((element) => element.naturalWidth);
        if (width > 0) return { width };
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`${name} did not load`);
  }

  /** Keeps a picture of the window for a person to look at. */
  async shot(name) {
    await this.page.screenshot({ path: path.join(process.env.ONMODEL_E2E_SHOTS, `${name}.png`) });
  }

  async close() {
    await this.browser.close();
  }
}
