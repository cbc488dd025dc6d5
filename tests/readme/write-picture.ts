import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from '@playwright/test';
import { launchOptions } from '#fixtures/browser/launch-options.ts';
import { anAnswer } from '#reporters/answer-for-test.ts';
import { renderHtml } from '#reporters/html/render-html.ts';
import { samples } from '#reporters/html/samples-for-test.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { root } from './document.ts';

// Takes the picture of the report that README.md shows: run it when the report looks otherwise. As WebP it is half as large as
// otherwise, which Playwright has no word for.
const browser = await chromium.launch(launchOptions(process.env));
const page = await browser.newPage({ viewport: { width: 1_000, height: 720 }, colorScheme: 'light' });
await page.setContent(renderHtml(anAnswer(samples['ready-db'], await loadTarget('loventia'))));
const session = await page.context().newCDPSession(page);
const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
writeFileSync(join(root, 'docs/report.webp'), Buffer.from(data, 'base64'));
await browser.close();
