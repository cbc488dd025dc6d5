import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { launchOptions } from '#fixtures/browser/launch-options.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { anAnswer } from '../answer-for-test.ts';
import { renderHtml } from './render-html.ts';
import { samples, screenshotPath } from './samples-for-test.ts';

const { source: axe } = createRequire(import.meta.url)('axe-core') as { source: string };
const target = await loadTarget('loventia');
const tinyPng = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Colours do not depend on the width: each of both is looked at once. */
const looks = [
  [1_280, 'light'],
  [390, 'dark'],
] as const;

describe('the page in a browser', () => {
  let folder: string;
  let browser: Browser;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'page-'));
    browser = await chromium.launch(launchOptions(process.env));
  });
  after(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens a page from disk, and keeps what it asks for and complains about. */
  async function open(name: keyof typeof samples, options: BrowserContextOptions = {}) {
    const file = join(folder, `${name}.html`);
    const html = renderHtml(anAnswer(samples[name], target), {
      screenshots: { [screenshotPath]: `data:image/png;base64,${tinyPng}` },
      links: [{ text: 'Playwright report', path: 'playwright/index.html' }],
    });
    await writeFile(file, html);
    const page = await browser.newPage(options);
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(file).href);
    const foreign = () => asked.filter((url) => !/^(data|file):/.test(url) || url.endsWith('index.html'));
    return { page, complaints, foreign };
  }

  const violations = async (page: Page) => {
    await page.evaluate(axe);
    const { violations: found } = await page.evaluate<AxeResults>('axe.run({ resultTypes: ["violations"] })');
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };

  for (const name of Object.keys(samples) as (keyof typeof samples)[]) {
    test(`${name}: anyone can read it, in light and dark, wide and narrow, and it asks nobody for anything`, async () => {
      const { page, complaints, foreign } = await open(name);
      for (const [width, colorScheme] of looks) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
        assert.deepEqual(await violations(page), [], `${width} ${colorScheme}`);
      }
      assert.deepEqual(foreign(), []);
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }

  test('a copy button copies the command as it is, and says so', async () => {
    const { page } = await open('ready-db');
    await page.evaluate(
      'globalThis.copied = []; Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { copied.push(text); } } })',
    );
    const command = page.locator('.do .command').first();
    await command.getByRole('button', { name: 'Copy of Do 1' }).click();
    await page.locator('output', { hasText: 'Copied' }).waitFor({ state: 'attached' });
    assert.deepEqual(await page.evaluate('copied'), [await command.locator('code').textContent()]);
    await page.close();
  });

  test('where copying is refused, the command is selected', async () => {
    const { page } = await open('ready-db');
    await page.evaluate('Object.defineProperty(navigator, "clipboard", { value: undefined })');
    const command = page.locator('.do .command').first();
    await command.getByRole('button').click();
    await page.locator('output', { hasText: /Copied|Selected/ }).waitFor({ state: 'attached' });
    assert.equal(await page.evaluate('String(getSelection())'), await command.locator('code').textContent());
    await page.close();
  });

  test('without scripts everything is there but the copy buttons', async () => {
    const { page } = await open('two faults', { javaScriptEnabled: false });
    assert.equal(await page.getByRole('button').count(), 0);
    assert.ok(await page.getByText('1 of 3 images broken').first().isVisible());
    await page.getByText('Runbook:').first().click();
    assert.ok(await page.locator('.runbook[open] .steps').first().isVisible());
    await page.close();
  });

  test('on paper what is folded is open', async () => {
    const { page } = await open('green');
    const row = page.locator('#check-api-ready');
    assert.equal(await row.isVisible(), false);
    await page.emulateMedia({ media: 'print' });
    const height = await row.evaluate((element) => element.getBoundingClientRect().height);
    assert.ok(height > 0);
    assert.equal(await page.locator('nav').isVisible(), false);
    await page.close();
  });
});
