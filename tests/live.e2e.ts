import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { findIn, findSecrets } from './e2e/find-secrets.ts';
import { newKey, startLiveStripe } from './e2e/live-stripe.ts';
import { runToEnd, told } from './e2e/start-run.ts';
import { Workspace } from './e2e/workspace.ts';
import { Document } from './readme/document.ts';

const audit = ['check', '--layer', 'billing'];

test('in live the audit reads, and nothing that writes ever leaves', async () => {
  using workspace = new Workspace();
  await using stripe = await startLiveStripe();
  const run = await runToEnd(workspace, audit, stripe.environment(workspace, stripe.monitor));
  assert.deepEqual([run.code, run.record?.verdict.name], [0, 'ok'], told(run));
  assert.ok(run.record?.checks.some(({ id }) => id === 'billing/audit'));
  assert.deepEqual([...new Set(stripe.requests().map(({ method }) => method))], ['GET']);
  const unseen = run.record?.notWatched.map(({ id }) => id) ?? [];
  for (const id of ['billing/checkout', 'billing/webhook-refuses', 'billing/cancel'])
    assert.ok(unseen.includes(id), id);
});

test('in live nothing of an event is kept but its id, type, time and what waits', async () => {
  using workspace = new Workspace();
  await using stripe = await startLiveStripe();
  const person = { email: `${randomBytes(6).toString('hex')}@person.example`, name: randomBytes(8).toString('hex') };
  await stripe.owner.customers.create(person);
  const { data } = await stripe.owner.events.list({ type: 'customer.created' });
  const run = await runToEnd(workspace, audit, stripe.environment(workspace, stripe.monitor));
  assert.deepEqual([run.code, run.record?.verdict.name], [2, 'degraded'], told(run));
  const undelivered = run.record?.checks.find(({ id }) => id === 'billing/undelivered');
  assert.match(
    undelivered?.failure?.evidence.join() ?? '',
    new RegExp(`${data[0]?.id} customer.created .*waits for 1`),
  );
  const printed = findIn({ where: 'terminal', text: `${run.stdout}${run.stderr}` }, person);
  assert.deepEqual([...findSecrets(workspace.folder, person), ...printed], []);
});

describe('a restricted key needs what docs/stripe.md lists', { concurrency: 2 }, () => {
  const rows = new Document('docs/stripe.md').table('Stripe').map(([, permission = '', checks = '']) => ({
    name: /`rak_(\w+)_read`/.exec(permission)?.[1] ?? '',
    checks: [...checks.matchAll(/`([^`]+)`/g)].map(([, id]) => id),
  }));
  const all = rows.map(({ name }) => name);

  test('and nothing else', async () => {
    const key = newKey('rk');
    await using stripe = await startLiveStripe({ [key]: all });
    using workspace = new Workspace();
    const run = await runToEnd(workspace, audit, stripe.environment(workspace, key));
    assert.deepEqual([run.code, run.record?.verdict.name], [0, 'ok'], told(run));
    const refused = stripe.requests().filter(({ path, status }) => path.startsWith('/v1/') && status !== 200);
    assert.deepEqual(refused, []);
  });

  for (const { name, checks } of rows) {
    test(`${name}: without it ${checks.join(', ') || 'every check'} ${checks.length > 0 ? 'cannot look' : 'runs all the same'}`, async () => {
      const key = newKey('rk');
      await using stripe = await startLiveStripe({ [key]: all.filter((one) => one !== name) });
      using workspace = new Workspace();
      const run = await runToEnd(workspace, audit, stripe.environment(workspace, key));
      const blind = run.record?.checks.filter(({ notRun }) => notRun === 'misconfigured').map(({ id }) => id);
      assert.deepEqual([run.code, blind?.toSorted()], [checks.length > 0 ? 4 : 0, checks.toSorted()], told(run));
    });
  }
});

for (const [what, key] of [
  ['a secret key', `sk_live_${'x'.repeat(24)}`],
  ['a test key', `sk_test_${'x'.repeat(24)}`],
] as const) {
  test(`in live ${what} is refused before anything is asked`, async () => {
    using workspace = new Workspace();
    await using stripe = await startLiveStripe();
    const run = await runToEnd(workspace, ['check'], stripe.environment(workspace, key));
    assert.equal(run.code, 4, told(run));
    assert.match(run.stderr, /STRIPE_LIVE_KEY/);
    assert.doesNotMatch(run.stderr, /xxxxxxxx/);
    assert.deepEqual(stripe.requests(), []);
    assert.equal(run.record, undefined);
  });
}
