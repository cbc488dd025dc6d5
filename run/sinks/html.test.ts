import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'node-html-parser';
import type { RunRecord } from '#record/run-record.ts';
import { failing } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { anAnswer } from '#reporters/answer-for-test.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { html } from './html.ts';

const target = await loadTarget('loventia');
const shot = (path: string) => ({ artifacts: [{ name: 'screenshot', path }] });
const kib = 1_024;

describe('the report in the folder of a run', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'run-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function put(path: string, bytes: number): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), Buffer.alloc(bytes, path));
  }
  const write = (into: string, record = sampleRecord()) => {
    const told = { record, answer: anAnswer(record, target), folder: into, environment: {}, json: false, debug: false };
    return html.tell(told, AbortSignal.timeout(10_000));
  };
  const written = async (record: RunRecord) => {
    await write(folder, record);
    const text = await readFile(join(folder, 'report.html'), 'utf8');
    return parse(text, { blockTextElements: { script: true, style: true } });
  };

  test('takes in screenshots of causes before those of symptoms, as far as they are small enough', async () => {
    await put('evidence/huge.png', 251 * kib);
    await put('evidence/symptom.png', 30 * kib);
    await put('evidence/cause.png', 40 * kib);
    await put('evidence/other.png', 50 * kib);
    const record = sampleRecord({
      'images/profile': { ...failing('image', 'broken'), ...shot('evidence/cause.png') },
      'images/visible': { ...failing('image', 'broken'), ...shot('evidence/symptom.png') },
      'frontend/renders': { ...failing('render', 'blank'), ...shot('evidence/huge.png') },
      'frontend/cache': { ...failing('release', 'stale'), ...shot('evidence/other.png') },
      'auth/cookie': { ...failing('cookie', 'not there'), ...shot('evidence/gone.png') },
    });
    const captions = (await written(record)).querySelectorAll('figcaption .id').map((link) => link.text);
    assert.deepEqual(captions.toSorted(), ['frontend/cache', 'images/profile']);
  });

  test('leads to the reports and traces that are there', async () => {
    await put('playwright/index.html', 10);
    await put('evidence/a/trace.zip', 10);
    const traces = ['evidence/a/trace.zip', 'evidence/withheld/trace.zip'].map((path) => ({ name: 'trace', path }));
    const page = await written(
      sampleRecord({ 'images/visible': { ...failing('image', 'broken'), artifacts: traces } }),
    );
    const links = page.querySelectorAll('#reports a').map((link) => link.getAttribute('href'));
    assert.deepEqual(links, ['./playwright/index.html', './evidence/a/trace.zip']);
    assert.match(page.querySelector('#reports')?.text ?? '', /npm run report -- --run/);
  });

  test('names the file it cannot write', async () => {
    await assert.rejects(write(join(folder, 'nowhere')), /nowhere.report\.html/);
  });
});
