import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf } from '#targets/definition/target-for-test.ts';
import { askedFor } from './asked-for.ts';
import { checkOptionsOf } from './check-flags.ts';
import type { RunOptions } from './run-options.ts';

const asked = (options: RunOptions, confirmAfter: string) =>
  askedFor(options, {}, (environment) => checkOptionsOf({ confirmAfter }, environment));

test('what is wrong with flags, with settings and with the target is told at once, and once', async () => {
  const options = { target: 'nowhere', cadence: 'hourly', tier: ['htpp'], set: ['one', 'a.b=1', 'two'] };
  const problems = await problemsOf(asked(options, 'soon'));
  assert.deepEqual(
    problems.map(({ where, found }) => `${where} ${found}`),
    [
      '--set "one"',
      '--set "two"',
      '--cadence "hourly"',
      '--confirm-after "soon"',
      '--tier "htpp"',
      '--target "nowhere"',
    ],
  );
});

test('what can be read is what was asked for', async () => {
  const { environment, flags } = await asked({ target: 'loventia', cadence: 'http', set: ['a.b=1'] }, '1m');
  assert.deepEqual(flags, { confirmAfterMs: 60_000 });
  assert.deepEqual([environment['WATCHPOST_TARGET'], environment['WATCHPOST_SET']], ['loventia', '{"a.b":1}']);
});
