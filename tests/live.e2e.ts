import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { findIn, findSecrets } from './e2e/find-secrets.ts';
import { newKey, startLiveStripe } from './e2e/live-stripe.ts';
import { runToEnd, told } from './e2e/start-run.ts';
import { Workspace } from './e2e/workspace.ts';
import { Document } from './readme/document.ts';

const audit = ['check', '--layer', 'billing'];

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
    checks: [...checks.matchAll(/`([^`]+)`/g)].map(([, id = '']) => id),
  }));
  const all = rows.map(({ name }) => name);

  test('and nothing else: with it the audit reads, and nothing that writes ever leaves', async () => {
    const key = newKey('rk');
    await using stripe = await startLiveStripe({ [key]: all });
    using workspace = new Workspace();
    const run = await runToEnd(workspace, audit, stripe.environment(workspace, key));
    assert.deepEqual([run.code, run.record?.verdict.name], [0, 'ok'], told(run));
    assert.ok(run.record?.checks.some(({ id }) => id === 'billing/audit'));
    const refused = stripe.requests().filter(({ path, status }) => path.startsWith('/v1/') && status !== 200);
    assert.deepEqual(refused, []);
    assert.deepEqual([...new Set(stripe.requests().map(({ method }) => method))], ['GET']);
    const unseen = run.record?.notWatched.map(({ id }) => id) ?? [];
    for (const id of ['billing/checkout', 'billing/webhook-refuses', 'billing/cancel'])
      assert.ok(unseen.includes(id), id);
  });

  // Those that no check needs at once are missing in one run: each check says which of them it was refused for.
  for (const missing of apart(rows)) {
    const names = missing.map(({ name }) => name);
    test(`${names.join(', ')}: without it the checks of its row cannot look, and no other is refused`, async () => {
      const key = newKey('rk');
      await using stripe = await startLiveStripe({ [key]: all.filter((name) => !names.includes(name)) });
      using workspace = new Workspace();
      const run = await runToEnd(workspace, audit, stripe.environment(workspace, key));
      const blind = run.record?.checks.filter(({ notRun }) => notRun === 'misconfigured') ?? [];
      const said = blind.map(({ id, reason = '' }) => `${id}: ${/rak_(\w+)_read/.exec(reason)?.[1]}`);
      const listed = missing.flatMap(({ name, checks }) => checks.map((id) => `${id}: ${name}`));
      assert.deepEqual([run.code, said.toSorted()], [listed.length > 0 ? 4 : 0, listed.toSorted()], told(run));
    });
  }
});

interface Row {
  name: string;
  checks: string[];
}

/** As few groups of rows as need be for no check to stand in two rows of a group. */
function apart(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const group = groups.find((others) => !others.some(({ checks }) => checks.some((id) => row.checks.includes(id))));
    if (group) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

test('in live a secret key is refused before anything is asked', async () => {
  using workspace = new Workspace();
  await using stripe = await startLiveStripe();
  const run = await runToEnd(workspace, ['check'], stripe.environment(workspace, `sk_live_${'x'.repeat(24)}`));
  assert.equal(run.code, 4, told(run));
  assert.match(run.stderr, /STRIPE_LIVE_KEY/);
  assert.doesNotMatch(run.stderr, /xxxxxxxx/);
  assert.deepEqual(stripe.requests(), []);
  assert.equal(run.record, undefined);
});
