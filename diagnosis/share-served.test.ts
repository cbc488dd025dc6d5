import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import type { Exchange } from '#record/evidence.ts';
import { finalizeRecord } from '#record/finalize-record.ts';
import type { CheckRecord } from '#record/run-record.ts';
import { aCheck, failing } from '#record/samples/sample-check.ts';
import { aDraft } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';

const target = await loadTarget('loventia');
const asked = (what: string, ...statuses: number[]): Exchange[] => {
  const [method = '', path = ''] = what.split(' ');
  const url = `https://shop.example${path}`;
  return statuses.map((status) => ({ method, url, status, phases: { total: 1 }, headers: {}, redirects: [] }));
};
const bad = (id: string, exchanges: Exchange[]): CheckRecord => ({
  ...aCheck(id, failing('http-error', `${exchanges[0]?.method} answered 500`)),
  exchanges,
});
const good = (id: string, exchanges: Exchange[]): CheckRecord => ({ ...aCheck(id), exchanges });
const causesOf = (...checks: CheckRecord[]) => diagnoseRun(finalizeRecord(aDraft(checks)), target).causes;

test('a host that answers one request in three is one cause, told as a share', () => {
  const [cause, ...others] = causesOf(
    bad('frontend/pages', asked('GET /', 500)),
    good('frontend/cache', asked('GET /', 200)),
    bad('auth/login', asked('POST /session', 500, 500)),
    good('api/health', asked('GET /health', 200)),
  );
  assert.deepEqual(others, []);
  assert.deepEqual(
    [cause?.incidents[0].id, cause?.checks.toSorted()],
    ['share-served', ['auth/login', 'frontend/pages']],
  );
  assert.match(cause?.message ?? '', /^3 of 5 answers of https:\/\/shop\.example that were kept are errors, such as: /);
});

test('what fails whenever it is asked, or alone, is what it is', () => {
  const always = bad('auth/login', asked('POST /session', 500, 500, 500));
  const page = bad('frontend/pages', asked('GET /', 500));
  const cache = good('frontend/cache', asked('GET /', 200));
  const ids = (...checks: CheckRecord[]) => causesOf(...checks).map(({ incidents: [{ id }] }) => id);
  assert.ok(!ids(page, cache, always).includes('share-served'));
  assert.ok(!ids(page, cache).includes('share-served'));
  assert.ok(
    !ids(page, bad('auth/login', asked('POST /session', 500))).includes('share-served'),
    'nothing was answered',
  );
});
