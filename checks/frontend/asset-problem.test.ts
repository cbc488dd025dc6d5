import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AssetAnswer, mostTelling, problemOf } from './asset-problem.ts';

const fine: AssetAnswer = { status: 200, type: 'text/javascript', bytes: 9, isFallback: false, ofTheEdge: false };

describe('an asset', () => {
  test('that is there and of its kind is fine', () => assert.equal(problemOf(fine, 'script'), undefined));

  const rows: [what: string, answer: Partial<AssetAnswer>, code: string, detail: string][] = [
    ['that is not there', { status: 404 }, 'asset-missing', 'answered 404'],
    ['that storage does not show', { status: 403, type: 'application/xml' }, 'asset-missing', 'answered 403'],
    ['whose server fails', { status: 503 }, 'asset-fails', 'answered 503'],
    ['that the edge turned away', { status: 403, ofTheEdge: true }, 'edge-blocked', 'answered 403'],
    ['without a byte', { bytes: 0 }, 'asset-empty', 'is empty'],
    [
      'in whose place the index comes',
      { type: 'text/html', isFallback: true },
      'asset-fallback',
      'answered 200 with the fallback page: it does not exist',
    ],
    ['of another type', { type: 'text/html' }, 'asset-wrong-type', 'is text/html, expected a script'],
    ['of no type', { type: '' }, 'asset-wrong-type', 'is of no type, expected a script'],
  ];
  for (const [what, answer, code, detail] of rows)
    test(`${what} is ${code}`, () => {
      const problem = problemOf({ ...fine, ...answer }, 'script');
      assert.deepEqual([problem?.code, problem?.detail], [code, detail]);
      assert.equal(problem?.facts?.status, answer.status ?? 200);
    });
});

test('a drawing is shown under its own type alone, other pictures under any that is none of a file', () => {
  const picture = { ...fine, type: '' };
  assert.equal(problemOf(picture, 'image'), undefined);
  for (const type of ['', 'text/xml', 'application/octet-stream'])
    assert.equal(problemOf({ ...picture, type, isSvg: true }, 'image')?.code, 'asset-wrong-type', type);
  assert.equal(problemOf({ ...picture, type: 'image/svg+xml', isSvg: true }, 'image'), undefined);
});

test('a failure is named by what the page needs most, and first of all by a fault of the way', () => {
  const gone = { code: 'asset-missing', detail: 'answered 404' } as const;
  const icon = { kind: 'image' as const, problem: gone };
  const style = { kind: 'style' as const, problem: gone };
  const script = { kind: 'script' as const, problem: gone };
  const slow = {
    kind: 'other' as const,
    problem: { code: 'asset-unanswered', detail: 'x', class: 'timeout' } as const,
  };
  assert.equal(mostTelling([icon, style, script]), script);
  assert.equal(mostTelling([icon, script, slow]), slow);
  assert.equal(mostTelling([]), undefined);
});
