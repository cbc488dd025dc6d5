import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRecord } from '#record/run-record.ts';
import { renderHtml } from '#reporters/html/render-html.ts';
import type { ReportLink } from '#reporters/html/report-links.ts';
import type { Sink } from './sink.ts';

/** One page in the folder of a run, `report.html`, that opens from disk and may be passed on alone. */
export const html: Sink = {
  name: 'report.html',
  when: 'at the end',
  async tell({ answer, record, folder }) {
    const [screenshots, links] = await Promise.all([screenshotsOf(folder, record), linksOf(folder, record)]);
    await writeFile(join(folder, 'report.html'), renderHtml({ ...answer, record }, { screenshots, links }));
  },
};

/** More, or larger ones, would make the page too heavy to be sent around; they stay beside it. */
const mostScreenshots = 2;
const largestBytes = 250 * 1_024;
const mostBytes = 320 * 1_024;

/** What the browser showed at the causes; where there is room, at what they brought down. */
async function screenshotsOf(folder: string, { checks }: RunRecord): Promise<Record<string, string>> {
  const taken = checks
    .toSorted((a, b) => Math.sign(a.causedBy.length) - Math.sign(b.causedBy.length))
    .flatMap(({ artifacts }) => artifacts)
    .filter(({ name, path }) => name === 'screenshot' && path.endsWith('.png'));
  const pictures: [string, string][] = [];
  let room = mostBytes;
  for (const { path } of taken) {
    if (pictures.length === mostScreenshots) break;
    if ((await sizeOf(join(folder, path))) > Math.min(largestBytes, room)) continue;
    const bytes = await readFile(join(folder, path));
    room -= bytes.length;
    pictures.push([path, `data:image/png;base64,${bytes.toString('base64')}`]);
  }
  return Object.fromEntries(pictures);
}

/** The other reports of the run, and its traces, as far as they are there: one that held a secret was taken away. */
async function linksOf(folder: string, { checks }: RunRecord): Promise<ReportLink[]> {
  const traces = checks.flatMap(({ id, artifacts }) =>
    artifacts.filter(({ name }) => name === 'trace').map(({ path }) => ({ text: `Browser trace of ${id}`, path })),
  );
  const known: ReportLink[] = [
    { text: 'Incident note', path: 'incident.md' },
    { text: 'Playwright report', path: 'playwright/index.html' },
    { text: 'Allure report', path: 'allure.html' },
    { text: 'Run record (JSON)', path: 'run-record.json' },
    ...traces,
  ];
  const sizes = await Promise.all(known.map(({ path }) => sizeOf(join(folder, path))));
  return known.filter((_, at) => Number.isFinite(sizes[at]));
}

/** In bytes; without end where there is no such file. */
const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => Number.POSITIVE_INFINITY,
  );
