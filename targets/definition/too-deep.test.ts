import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, problemsOf } from './target-for-test.ts';

test('a setting that was written too deep is told where it belongs', async () => {
  const steps = [{ method: 'POST', host: 'api', path: '/search', readOnly: true }];
  const problems = await problemsOf(load({ requests: { search: { claim: 'the search finds what is there', steps } } }));
  const found = problems.find(({ where }) => where === 'requests.search.steps[0].readOnly');
  assert.equal(found?.remedy, 'write it further out: "requests.search.readOnly"');
});
