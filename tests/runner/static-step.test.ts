import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { closingLines, sum } from './outcome.ts';
import { runStaticStep } from './static-step.ts';

/** A checkout with one installed program, a line of shell. */
function checkoutWith(t: TestContext, program: string): string {
  const root = mkdtempSync(join(tmpdir(), 'watchpost-step-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  const file = join(root, 'node_modules/.bin/tool');
  writeFileSync(file, `#!/bin/sh\n${program}\n`);
  chmodSync(file, 0o755);
  return root;
}

const never = new AbortController().signal;
const step = { title: 'tool', command: ['tool', 'all'] } as const;

test('a step that ends well is one passed test', async (t) => {
  const outcome = await runStaticStep(checkoutWith(t, 'exit 0'), step, never);
  assert.deepEqual(outcome.tally, { passed: 1, failed: 0, skipped: 0 });
  assert.deepEqual(outcome.details, []);
});

test('a step that finds something is one failed test with everything it printed', async (t) => {
  const outcome = await runStaticStep(checkoutWith(t, 'echo "found: $1"; echo more >&2; exit 2'), step, never);
  assert.deepEqual(outcome.tally, { passed: 0, failed: 1, skipped: 0 });
  assert.match(outcome.details[0] ?? '', /^tool all: exit code 2\n/);
  assert.match(outcome.details[0] ?? '', /found: all/);
  assert.match(outcome.details[0] ?? '', /more/);
});

test('a program that is not there is one failed test', async (t) => {
  const missing = { title: 'gone', command: ['gone'] } as const;
  const outcome = await runStaticStep(checkoutWith(t, 'exit 0'), missing, never);
  assert.equal(outcome.tally.failed, 1);
  assert.match(outcome.details[0] ?? '', /did not start: .*ENOENT/);
});

test('an interrupted step is ended together with its children', async (t) => {
  const stop = new AbortController();
  const running = runStaticStep(checkoutWith(t, 'sleep 60; exit 0'), step, stop.signal);
  stop.abort();
  assert.match((await running).details[0] ?? '', /ended by SIGTERM/);
});

test('the closing line is the sum of all runners and names skipped tests only where there are some', () => {
  const outcome = (passed: number, failed: number, skipped: number) => ({
    title: '',
    details: [],
    seconds: 0,
    tally: { passed, failed, skipped },
  });
  assert.equal(closingLines(sum([outcome(1, 0, 0), outcome(40, 2, 0)])), '41 passed, 2 failed');
  assert.equal(closingLines(sum([outcome(1, 0, 3)])), '3 skipped\n1 passed, 0 failed');
});
