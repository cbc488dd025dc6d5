import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVisitor } from '#demo/loventia/testing/visitor.ts';
import { startDemo } from './e2e/start-demo.ts';
import { runToEnd, told } from './e2e/start-run.ts';
import { Workspace } from './e2e/workspace.ts';

/** As many as make one wait behind another that waits. What many do to the leases of users, store/lease.test.ts asks. */
const runs = 3;

/** The journey without a browser: two cores would spend their time on starting them all. */
const journey = ['checkout', 'payment', 'webhook', 'premium', 'sync', 'cancel'].map((claim) => `billing/${claim}`);

/** How fast anything is, is not what is asked here. */
const patience = ['checkout', 'event', 'webhook', 'webhookGiveUp', 'premium', 'login', 'request'];
const buy = [
  ...['check', '--target', 'loventia', '--depth', 'api', '--tier', 'purchase', '--set', 'metrics.publish=off'],
  ...journey.flatMap((id) => ['--check', id]),
  ...patience.flatMap((budget) => ['--set', `budgets.${budget}=60000`]),
];

test(`${runs} purchases at once are ${runs} users' own, and nothing of them is left`, async () => {
  await using demo = await startDemo();
  const visitor = createVisitor(demo);
  using shared = new Workspace();
  process.setMaxListeners(runs + process.getMaxListeners());
  const workspaces = Array.from({ length: runs }, () => new Workspace());
  try {
    const environment = { ...demo.environment, WATCHPOST_STORE: shared.store };
    const ended = await Promise.all(workspaces.map((workspace) => runToEnd(workspace, buy, environment)));
    for (const run of ended) {
      assert.deepEqual([run.code, run.record?.verdict.name], [0, 'ok'], told(run));
      assert.deepEqual(
        run.record?.checks.map(({ outcome }) => outcome),
        journey.map(() => 'pass'),
      );
    }
    const { data: bought } = await visitor.stripe.subscriptions.list({ status: 'all', limit: 100 });
    const by = bought.map(({ metadata }) => metadata['watchpost'] ?? 'nobody');
    assert.deepEqual(by.toSorted(), ended.map(({ record }) => record?.id).toSorted(), 'one subscription a run');
    assert.equal(new Set(bought.map(({ customer }) => customer)).size, runs, 'each of a user of its own');
    assert.deepEqual([...new Set(bought.map(({ status }) => status))], ['canceled']);
    const { data: open } = await visitor.stripe.checkout.sessions.list({ status: 'open', limit: 100 });
    assert.deepEqual(open, []);
  } finally {
    for (const workspace of workspaces) workspace[Symbol.dispose]();
    await visitor.close();
  }
});
