import assert from 'node:assert/strict';
import test from 'node:test';
import { degradedAs, failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { diagnoseRun } from '../catalogue.ts';
import { frontendFailures } from './failures.ts';

const target = await loadTarget('loventia');
const picture = 'https://img.example/hero.webp';

/** What is called a cause where one picture is not there and the page reports something of that address. */
function causesWith(reported: string): string[] {
  const found = {
    url: picture,
    name: picture,
    assetKind: 'image' as const,
    count: 1,
    total: 9,
    detail: 'answered 404',
  };
  const says = { url: reported, problem: 'request-failed', status: 404, detail: `answered 404 (${reported})` };
  const record = sampleRecord({
    'frontend/assets': degradedAs('advisory', frontendFailures['asset-missing'], found),
    'frontend/renders': failingAs(frontendFailures['page-reports-error'], says),
  });
  return diagnoseRun(record, target).causes.map(({ checks }) => checks.join());
}

test('a picture that is not there, and the page that reports it, are one cause', () => {
  assert.deepEqual(causesWith(picture), ['frontend/renders']);
});

test('however many addresses a picture has, and whichever the browser chose, it is one cause', () => {
  const missing = { path: '/', problem: 'gone', status: 404, detail: 'answered 404', count: 2, total: 9 };
  const shown = { ...missing, url: 'https://img.example/hero-640.webp', extent: 'some' as const };
  const named = {
    url: picture,
    name: picture,
    assetKind: 'image' as const,
    count: 4,
    total: 20,
    detail: 'answered 404',
  };
  const record = sampleRecord({
    'frontend/assets': degradedAs('advisory', frontendFailures['asset-missing'], named),
    'frontend/renders': failingAs(frontendFailures['picture-missing'], shown),
  });
  const { causes } = diagnoseRun(record, target);
  assert.deepEqual(
    causes.map(({ incidents, checks }) => [incidents.map(({ id }) => id), checks]),
    [[['picture-missing'], ['frontend/renders']]],
  );
});

test('a page that reports another address is a cause of its own', () => {
  assert.deepEqual(causesWith('https://api.example/offers'), ['frontend/renders', 'frontend/assets']);
});

/** What is done first where this picture is missing. */
function firstStepFor(url: string) {
  const missing = { path: '/', problem: 'fails', status: 500, detail: 'answered 500', count: 2, total: 2 };
  const shown = failingAs(frontendFailures['picture-missing'], { ...missing, url, extent: 'all' as const });
  const [cause] = diagnoseRun(sampleRecord({ 'frontend/renders': shown }), target).causes;
  return cause?.incidents[0]?.steps[0];
}

test('a picture that is made of another is not asked for without saying of which: any answer to that is an error', () => {
  const { command = '', text = '' } = firstStepFor('https://app.example/_image?href=…&w=…&f=…') ?? {};
  assert.match(command, /https:\/\/app\.example\/_image\?…$/);
  assert.match(text, /put in what … stands for/);
});

test('a picture whose name is not told is asked for with a gap, and one that is told without', () => {
  assert.match(firstStepFor('https://app.example/_astro/…c8bf.webp')?.text ?? '', /put in what … stands for/);
  assert.doesNotMatch(firstStepFor(picture)?.text ?? '', /…/);
});
