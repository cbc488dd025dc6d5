import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf } from '#targets/definition/target-for-test.ts';
import { checkOptionsOf } from './check-flags.ts';

test('a run of the schedule is followed by a second look after 20 s, unless told otherwise; others by none', () => {
  assert.deepEqual(checkOptionsOf({}, { WATCHPOST_CADENCE: 'http' }), { confirmAfterMs: 20_000 });
  assert.deepEqual(checkOptionsOf({ confirmAfter: '0s' }, { WATCHPOST_CADENCE: 'http' }), { confirmAfterMs: 0 });
  assert.deepEqual(checkOptionsOf({}, { WATCHPOST_CADENCE: 'http', WATCHPOST_TRIGGER: 'manual' }), {
    confirmAfterMs: 0,
  });
  assert.deepEqual(checkOptionsOf({}, { WATCHPOST_TRIGGER: 'schedule' }), { confirmAfterMs: 0 });
  assert.deepEqual(checkOptionsOf({ confirmAfter: '1m' }, { WATCHPOST_TRIGGER: 'schedule' }), {
    confirmAfterMs: 60_000,
  });
  const other = checkOptionsOf({ unlessDone: true }, { WATCHPOST_CADENCE: 'hosted' });
  assert.deepEqual(other, { confirmAfterMs: 20_000, unlessDone: 'hosted' });
});

test('flags that mean nothing here are problems', async () => {
  const wrong: [Parameters<typeof checkOptionsOf>, string][] = [
    [[{ confirmAfter: 'soon' }, { WATCHPOST_CADENCE: 'http' }], '--confirm-after'],
    [[{ confirmAfter: '20s' }, {}], '--confirm-after'],
    [[{ unlessDone: true }, { WATCHPOST_TRIGGER: 'schedule' }], '--unless-done'],
    [[{}, { WATCHPOST_CADENCE: 'htp' }], '--cadence'],
  ];
  for (const [given, where] of wrong) {
    const problems = await problemsOf(Promise.resolve().then(() => checkOptionsOf(...given)));
    assert.deepEqual(
      problems.map((problem) => problem.where),
      [where],
    );
  }
});
