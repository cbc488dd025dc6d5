import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isRecorded, lastLines } from './direct-run.ts';

const called = (...words: string[]) => ['node', 'playwright', ...words];

describe('a run of Playwright is recorded', () => {
  test('when it runs checks to an end', () => {
    assert.ok(isRecorded('test', called('test', '--grep', 'alive')));
  });

  for (const [what, mode, words] of [
    ['lists', 'list', ['test', '--list']],
    ['merges reports', 'merge', ['merge-reports']],
    ['shows its UI', 'test', ['test', '--ui']],
    ['serves its UI', 'test', ['test', '--ui-port=0']],
    ['serves an editor', 'test', ['test-server']],
  ] as const) {
    test(`and not when it ${what}`, () => {
      assert.ok(!isRecorded(mode, called(...words)));
    });
  }
});

describe('the last lines of a run', () => {
  const verdict = (count: number) => {
    const reasons = Array.from({ length: count }, (_, at) => ({ verdict: 'failed' as const, message: `reason ${at}` }));
    return { verdict: { name: 'failed' as const, code: 1, reasons } };
  };

  test('say how it ended, why, and where the rest is', () => {
    assert.deepEqual(lastLines(verdict(2), 'reports/x').split('\n'), [
      'watchpost: failed, exit code 1',
      '  reason 0',
      '  reason 1',
      '  record in reports/x; nothing was published',
    ]);
  });

  test('say of many reasons the first, and how many more there are', () => {
    const lines = lastLines(verdict(8), 'reports/x').split('\n');
    assert.deepEqual(lines.slice(5, 7), ['  reason 4', '  and 3 more']);
  });
});
