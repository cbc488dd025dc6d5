import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootDemo } from '#cli/boot-demo.ts';
import { assertNothingIsLeft } from './e2e/assert-nothing-is-left.ts';
import { firstScreen, told } from './e2e/ended-run.ts';
import { runToEnd } from './e2e/start-run.ts';
import { Workspace } from './e2e/workspace.ts';

// The Marketplace: pages of a server, Supabase, orders that are paid once. Its other faults are rows of
// `npm run detect -- --system marketplace`.

test('the Marketplace is found well, from its pages to an order that was taken back', async () => {
  using workspace = new Workspace();
  const run = await runToEnd(workspace, ['start', '--system', 'marketplace']);
  const outcomes = run.record?.checks.map(({ id, outcome }) => [id, outcome]).toSorted();
  assert.deepEqual(outcomes, run.record?.expected.map((id) => [id, 'pass']).toSorted(), told(run));
  for (const id of ['orders/private', 'orders/taken-back', 'auth/rotation', 'auth/session-survives', 'edge/tls:cdn'])
    assert.ok(run.record?.expected.includes(id), `${id} is looked at`);
});

test('an order that another user is shown is told as a breach, and nothing of AWS is asked for', async () => {
  using workspace = new Workspace();
  const flags = ['--system', 'marketplace', '--fault', 'order-leak-list', '--tier', 'http', '--layer', 'orders'];
  const run = await runToEnd(workspace, ['start', ...flags]);
  const causes = run.record?.checks.filter(({ outcome, causedBy }) => outcome !== 'pass' && causedBy.length === 0);
  assert.deepEqual(
    causes?.map(({ id, failure }) => [id, failure?.code]),
    [['orders/private', 'order-told']],
    told(run),
  );
  assert.match(firstScreen(run), /^FAILED +P0 +marketplace/);
  assert.doesNotMatch(run.stdout, /^\s*aws /m);
});

test('whoever looks what purchases have left leaves no session behind', async () => {
  using workspace = new Workspace();
  const demo = await bootDemo({ system: 'marketplace', latency: '0' });
  const run = await runToEnd(workspace, ['sweep', '--dry-run'], demo.environment).finally(demo.close);
  assert.equal(run.code, 0, told(run));
  assert.match(run.stdout, /^probe user 1: clean$/m);
  await assertNothingIsLeft(workspace);
});
