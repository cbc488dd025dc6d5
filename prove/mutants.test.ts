import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LearntAnswer } from './learn.ts';
import { mutantsOf } from './mutants.ts';

const sample = { status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.from('OK') };
const learnt = (path: string): LearntAnswer => ({
  ...{ key: `GET api ${path} 200`, host: 'api', url: new URL(path, 'https://api.shop.test'), sample },
  ...{ readers: ['api/health'], headers: [], fields: [], body: true },
});

test('an answer comes so late that nobody waits for it, who waits for one host longer than for another too', () => {
  const all = mutantsOf([learnt('/health'), learnt('/slow')], ({ pathname }) =>
    pathname === '/slow' ? 10_500 : 2_000,
  );
  const late = all.filter(({ mutation: { name } }) => name === 'headers late');
  assert.deepEqual(
    late.map(({ answer, mutation }) => [answer, mutation.apply(sample, learnt('/').url).delivery]),
    [
      ['GET api /health 200', { kind: 'late', part: 'headers', ms: 2_000 }],
      ['GET api /slow 200', { kind: 'late', part: 'headers', ms: 10_500 }],
    ],
  );
});
