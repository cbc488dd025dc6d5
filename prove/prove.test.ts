import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aCheck, aFailure, aNotRun } from '#record/samples/sample-check.ts';
import { keyOf } from './answer-key.ts';
import { judge } from './judge.ts';
import { learn } from './learn.ts';
import type { Mutant } from './mutants.ts';
import { mutantsOf } from './mutants.ts';
import { prove } from './prove.ts';
import { isProved, resultOf } from './result.ts';
import { chooseRun } from './schedule.ts';
import { renderProof } from './table.ts';

const started = Date.parse('2026-11-21T08:00:00Z');
const witnessed = (path: string, afterMs: number, body = 'OK', method = 'GET') => ({
  at: started + afterMs,
  host: 'api',
  method,
  url: new URL(path, 'https://api.shop.test'),
  answer: { status: 200, headers: { 'content-type': 'text/plain', date: 'x' }, body: Buffer.from(body) },
});
const at = (ms: number) => ({ startedAt: new Date(started + ms).toISOString() });
const checks = [
  aCheck('api/health', at(0)),
  aCheck('auth/cookie', { ...at(10), needs: ['auth/login'] }),
  aCheck('auth/login', at(20)),
];
const hostOf = () => 'api';
const sharedBy = ({ method }: { method: string }) => (method === 'POST' ? 'auth/login' : undefined);
const lesson = { reads: [], record: { checks }, hostOf, sharedBy };

const mutation = { name: 'status 500', apply: (answer: never) => answer };
const mutant = (answer: string, readers: string[]): Mutant => ({
  answer,
  mutation,
  readers,
  touches: [answer],
  hits: () => true,
});

test('an answer has the same name in every run', () => {
  const key = (path: string) => keyOf('app', 'GET', new URL(path, 'https://app.shop.test'), 200);
  assert.equal(key('/assets/app-BY08BfaN.js?v=1'), 'GET app /assets/*.js 200');
  assert.equal(key(`/assets/watchpost-${crypto.randomUUID()}.js`), 'GET app /assets/watchpost-*.js 200');
  assert.equal(key('/api/auth/me'), 'GET app /api/auth/me 200');
  for (const id of ['4711', '65f1c0ffee65f1c0ffee65f1', '01JD2Z3K4M5N6P7Q8R9S0T1V2W'])
    assert.equal(key(`/v1/events/${id}`), 'GET app /v1/events/* 200');
});

describe('what a clean run teaches', () => {
  test('an answer is read by the check that was under way', () => {
    const [learnt] = learn({ ...lesson, witnessed: [witnessed('/health', 5)] });
    assert.deepEqual([learnt?.key, learnt?.readers], ['GET api /health 200', ['api/health']]);
  });

  test('an answer that is kept is read by all who took something from it, whoever asked for it', () => {
    const url = 'https://api.shop.test/account';
    const reads = [
      { method: 'GET', url, status: 200, part: 'field:status', check: 'auth/login' },
      { method: 'GET', url: 'https://api.shop.test/other', status: 200, part: 'body', check: 'auth/cookie' },
    ];
    const [learnt] = learn({ ...lesson, reads, witnessed: [witnessed('/account', 5)] });
    assert.deepEqual(learnt?.readers, ['api/health', 'auth/login']);
  });

  test('a login is read by all that rest on it, whoever asked for it first', () => {
    const [learnt] = learn({ ...lesson, witnessed: [witnessed('/login', 15, '{}', 'POST')] });
    assert.deepEqual(learnt?.readers, ['auth/login', 'auth/cookie']);
  });

  test('what was looked at belongs to the answer', () => {
    const reads = ['body', 'header:etag', 'field:user.email'].map((part) => ({
      method: 'GET',
      url: 'https://api.shop.test/health',
      status: 200,
      part,
    }));
    const [learnt] = learn({ ...lesson, reads, witnessed: [witnessed('/health', 5)] });
    assert.deepEqual([learnt?.body, learnt?.headers, learnt?.fields], [true, ['etag'], ['user.email']]);
  });

  test('of the files of a folder one is changed, and one that is new each time is known by its pattern', () => {
    const learnt = learn({ ...lesson, witnessed: [witnessed('/a.js', 5), witnessed('/b.js', 5)] });
    const [first] = mutantsOf(learnt, () => 100);
    assert.equal(first?.hits(witnessed('/a.js', 0)), true);
    assert.equal(first?.hits(witnessed('/b.js', 0)), false);
  });

  test('a clock is set wrong where somebody looks at it, on every answer of the host', () => {
    const read = { method: 'GET', url: 'https://api.shop.test/health', status: 200, part: 'header:date' };
    const all = [witnessed('/health', 5), witnessed('/me', 15)];
    const clocks = (reads: (typeof read)[]) =>
      mutantsOf(learn({ ...lesson, reads, witnessed: all }), () => 100).filter(
        ({ answer }) => answer === 'every answer of api',
      );
    assert.equal(clocks([]).length, 0);
    const [clock] = clocks([read]);
    assert.deepEqual(clock?.readers.toSorted(), ['api/health', 'auth/cookie']);
    assert.equal(clock?.hits(witnessed('/other', 0)), true);
  });

  test('what would change nothing is no mutant', () => {
    const [learnt] = learn({ ...lesson, witnessed: [witnessed('/health', 5)] });
    assert.ok(learnt);
    const names = mutantsOf([{ ...learnt, headers: ['etag'] }], () => 100).map((one) => one.mutation.name);
    assert.ok(names.includes('header content-type missing') && !names.includes('header etag missing'), String(names));
  });
});

describe('one run', () => {
  const readBy = new Map([
    ['a', new Set(['A', 'shared'])],
    ['b', new Set(['B', 'shared'])],
    ['c', new Set(['C'])],
  ]);
  const show = (answer: string, check: string) => ({ mutant: mutant(answer, [check]), check });
  const chosen = (...showings: ReturnType<typeof show>[]) =>
    chooseRun(showings, readBy).map(({ mutant: { answer }, check }) => `${answer} to ${check}`);

  test('shows as many mutants as there are checks that do not see those of others', () => {
    assert.deepEqual(chosen(show('A', 'a'), show('B', 'b'), show('C', 'c')), ['A to a', 'B to b', 'C to c']);
  });

  test('shows one mutant to a check, and keeps others apart from what it reads', () => {
    assert.deepEqual(chosen(show('A', 'a'), show('A', 'a')), ['A to a']);
    assert.deepEqual(chosen(show('shared', 'a'), show('B', 'b'), show('C', 'c')), ['shared to a', 'C to c']);
    assert.deepEqual(chosen(show('B', 'b'), show('shared', 'a')), ['B to b']);
  });

  test('keeps a check of which nothing is known to itself', () => {
    assert.deepEqual(chosen(show('A', 'a'), show('X', 'unknown')), ['A to a']);
  });
});

describe('a check that was shown a mutant', () => {
  const failing = (seen: 'contract' | 'latency' | 'rate-limited') => aFailure('api/health', seen);

  test('noticed it when it does not pass, and says what it saw', () => {
    assert.deepEqual(judge(mutation, failing('contract'), true), { kind: 'noticed', class: 'contract' });
    assert.deepEqual(judge({ ...mutation, name: 'body late' }, failing('latency'), true).kind, 'noticed');
  });

  test('let it pass when it passes', () => {
    assert.deepEqual(judge(mutation, aCheck('api/health'), true), { kind: 'passed' });
  });

  test('proves nothing when it never asked, was slow by itself, met a limit of rate, was cut off, or did not run', () => {
    assert.equal(judge(mutation, failing('contract'), false).kind, 'unclear');
    assert.equal(judge(mutation, failing('latency'), true).kind, 'unclear');
    assert.equal(judge(mutation, failing('rate-limited'), true).kind, 'unclear');
    assert.equal(judge(mutation, aNotRun('api/health', 'cut-off'), true).kind, 'unclear');
    assert.equal(judge(mutation, undefined, true).kind, 'unclear');
    assert.equal(judge(mutation, aNotRun('api/health', 'blocked'), true).kind, 'noticed');
  });
});

describe('a proof', () => {
  const target = { name: 'shop', proof: { accepted: [{ answer: /^B$/, mutation: /500/, reason: 'nobody needs B' }] } };
  const mutants = [mutant('A', ['blind', 'a']), mutant('B', ['blind'])];
  const readBy = new Map([
    ['blind', new Set(['A', 'B'])],
    ['a', new Set(['A'])],
  ]);
  const lane = async (showings: readonly { mutant: Mutant; check: string }[]) => ({
    record: {
      checks: showings.map(({ check }) => (check === 'blind' ? aCheck(check) : aFailure(check, 'contract'))),
    },
    served: new Set(showings.map((showing) => showing.mutant)),
  });
  const proof = (lanes: number) =>
    prove({ mutants, readBy, lanes: Array.from({ length: lanes }, () => lane), progress: () => undefined });

  for (const lanes of [1, 2])
    test(`shows each mutant to its readers until one notices, ${lanes} at once`, async () => {
      const fates = await proof(lanes);
      assert.deepEqual(
        fates.map(({ mutant: { answer }, killedBy }) => [answer, killedBy?.check]),
        [
          ['A', 'a'],
          ['B', undefined],
        ],
      );
    });

  test('gives up on what stays unclear, and says why', async () => {
    let runs = 0;
    const deaf: typeof lane = async () => {
      runs += 1;
      return { record: { checks: [] }, served: new Set() };
    };
    const [fate] = await prove({ mutants: [mutant('B', ['blind'])], readBy, lanes: [deaf], progress: () => undefined });
    assert.deepEqual([runs, fate?.unclear], [3, ['blind: the check did not run']]);
  });

  test('begins no other run when one throws, waits for those under way, and throws the same', async () => {
    let finished = 0;
    const under = Promise.withResolvers<void>();
    const slow: typeof lane = async (showings) => {
      await under.promise;
      finished += 1;
      return lane(showings);
    };
    const broken: typeof lane = () => {
      setImmediate(() => under.resolve());
      throw new Error('stopped');
    };
    const apart = new Map([
      ['blind', new Set(['B'])],
      ['a', new Set(['A'])],
    ]);
    const both = [mutant('A', ['a']), mutant('A', ['a']), mutant('B', ['blind']), mutant('B', ['blind'])];
    const options = { mutants: both, readBy: apart, progress: () => undefined };
    await assert.rejects(prove({ ...options, lanes: [slow, broken] }), /stopped/);
    assert.equal(finished, 1);
  });

  test('holds when every survivor is excused, and tells of an excuse that is no longer needed', async () => {
    const fates = await proof(1);
    const result = resultOf(fates, target, ['http']);
    assert.deepEqual([result.mutants, result.killed, result.stale, isProved(result)], [2, 1, [], true]);
    assert.deepEqual(result.kills, { A: { 'status 500': 'a contract' } });
    assert.deepEqual(result.checks['blind'], { mutants: 2, killed: 0, survivors: 1 });
    assert.match(renderProof(result), /B: status 500\n {4}read by blind\n {4}nobody needs B/);
    const noticed = fates.map((fate) => ({ ...fate, killedBy: { check: 'a', class: 'contract' } }));
    assert.deepEqual(resultOf(noticed, target, ['http']).stale, ['nobody needs B']);
  });

  test('fails on a survivor that nobody excused', async () => {
    const result = resultOf(await proof(1), { name: 'shop', proof: { accepted: [] } }, ['http']);
    assert.equal(isProved(result), false);
    assert.match(renderProof(result), /Survived unnoticed\n {2}B: status 500[\s\S]*not proved$/);
  });
});
