import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadTarget } from './load-target.ts';
import { api, auth, load, problemsOf, smallest, wheres, written } from './target-for-test.ts';

const post = { method: 'POST', host: 'api', path: '/v1/events', json: { meter: 'probe-{run}' }, take: { id: 'id' } };
const read = (more: object = {}) => ({ host: 'api', path: '/v1/usage/7', take: { before: 'total' }, ...more });
const undo = [{ method: 'DELETE', host: 'api', path: '/v1/events/{id}' }];
const counts = {
  claim: 'an event counts',
  steps: [read(), post, read({ expect: { json: { total: { growsBy: 1, since: 'before' } } } })],
  undo,
};

const loading = (request: object, name = 'usage', more: object = {}) =>
  load({ apis: { api }, requests: { [name]: request }, ...more });

test('a request of several steps, with its undo, is taken with its defaults', async () => {
  const { requests } = await loading(counts);
  assert.deepEqual([requests['usage']?.severity, requests['usage']?.steps[0]?.method], ['P2', 'GET']);
});

test('a request that writes says how it is taken back, or that it need not be', async () => {
  const { undo: _, ...without } = counts;
  const [problem] = await problemsOf(loading(without));
  assert.equal(problem?.where, 'requests.usage.undo');
  assert.match(problem?.expected ?? '', /take back what POST \/v1\/events writes/);
  await loading({ ...without, undo: { needless: 'meters of the probe account are emptied nightly' } });
  await loading({ ...without, readOnly: true });
  assert.deepEqual(await wheres(loading({ ...counts, readOnly: true })), ['requests.usage.undo']);
  assert.deepEqual(await wheres(loading({ claim: 'it is there', steps: [read()], undo })), [
    'requests.usage.undo',
    'requests.usage.undo[0].path',
  ]);
});

test('a value that no earlier step takes is told with those that there are', async () => {
  const early = { ...counts, steps: [{ ...post, headers: { 'idempotency-key': '{ids}' } }, ...counts.steps] };
  const [problem] = await problemsOf(loading(early));
  assert.deepEqual(
    [problem?.where, problem?.found, problem?.expected],
    ['requests.usage.steps[0].headers', '"ids"', 'a value that an earlier step takes: run, now'],
  );
  const later = { ...counts, steps: [post, read({ path: '/v1/usage/{idd}' })] };
  const [near] = await problemsOf(loading(later));
  assert.equal(near?.remedy, 'did you mean "id"?');
  const own = { ...counts, steps: [post, read({ expect: { json: { total: { growsBy: 1, since: 'before' } } } })] };
  assert.deepEqual(await wheres(loading(own)), ['requests.usage.steps[1].expect']);
});

test('a name that a check has, a host that is none, a user who cannot sign in and a body without a method are told', async () => {
  assert.deepEqual(await wheres(loading(counts, 'health')), ['requests.health']);
  const odd = { claim: 'it is there', steps: [{ host: 'apii', path: '/', signedIn: true, text: 'x' }] };
  assert.deepEqual(await wheres(loading(odd)), [
    'requests.usage.steps[0]',
    'requests.usage.steps[0].host',
    'requests.usage.steps[0].signedIn',
  ]);
  const signedIn = { claim: 'it is there', steps: [read({ signedIn: true })] };
  await loading(signedIn, 'usage', { auth });
});

test('what writes is not sent again out of patience', async () => {
  const impatient = { ...counts, steps: [...counts.steps, { ...post, patienceMs: 500 }] };
  assert.deepEqual(await wheres(loading(impatient)), ['requests.usage.steps[3].patienceMs']);
});

test('a condition is one of four, and what grows says since when', async () => {
  const expecting = (condition: object) =>
    problemsOf(loading({ claim: 'it is there', steps: [read({ expect: { json: { total: condition } } })] }));
  const where = 'requests.usage.steps[0].expect.json.total';
  for (const condition of [{}, { equals: 1, exists: true }]) {
    const [problem] = await expecting(condition);
    assert.deepEqual([problem?.where, problem?.expected], [where, 'one of equals, matches, growsBy and exists']);
  }
  assert.match((await expecting({ growsBy: 1 }))[0]?.expected ?? '', /growsBy together with since/);
  assert.match((await expecting({ matchs: 'x' }))[0]?.remedy ?? '', /did you mean "matches"/);
});

test('the requests that docs/requests.md shows are a target', async () => {
  const page = readFileSync(new URL('../../docs/requests.md', import.meta.url), 'utf8');
  const [, shown = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  const rest = JSON.stringify({ ...smallest, apis: { api }, auth });
  const { requests } = await loadTarget(written(`export default { ...${rest}, ${shown} };`));
  assert.equal(requests['usage']?.steps.length, 3);
});
