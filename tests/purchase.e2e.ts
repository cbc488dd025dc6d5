import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { createVisitor, type Visitor } from '#demo/loventia/testing/visitor.ts';
import { openEntries } from '#store/open-purchases.ts';
import { openStore } from '#store/open-store.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { checkOf } from './e2e/ended-run.ts';
import { findSecrets } from './e2e/find-secrets.ts';
import { endAll } from './e2e/processes.ts';
import { type StartedDemo, startDemo } from './e2e/start-demo.ts';
import { runToEnd, startRun, told } from './e2e/start-run.ts';
import { unhurried } from './e2e/unhurried.ts';
import { until } from './e2e/until.ts';
import { Workspace } from './e2e/workspace.ts';

const buy = ['check', '--target', 'loventia', '--tier', 'purchase', '--set', 'metrics.publish=off', ...unhurried];

/** What a run is told. */
type Told = Readonly<Record<string, string>>;

/** What the purchase under way has come to, from the file that the workers of the run share. */
function purchaseIn({ temporary }: Workspace): Record<string, unknown> {
  const file = readdirSync(temporary)
    .map((name) => join(temporary, name, 'purchase.json'))
    .find((path) => existsSync(path));
  try {
    return file ? JSON.parse(readFileSync(file, 'utf8')) : {};
  } catch {
    return {};
  }
}

/** Through the API, which takes less time than a browser on the hosted page. */
const byApi = ['--depth', 'api'];

/** What `sweep --dry-run` finds, by probe user. */
async function leftovers(workspace: Workspace, demo: StartedDemo): Promise<{ account: number; outcome: string }[]> {
  const looked = await runToEnd(workspace, ['sweep', '--target', 'loventia', '--dry-run', '--json'], demo.environment);
  assert.equal(looked.code, 0, looked.stderr);
  return JSON.parse(looked.stdout);
}

/** What is paid for at the Stripe of a demo, by subscription. */
async function activeAt({ stripe }: Visitor): Promise<string[]> {
  const { data } = await stripe.subscriptions.list({ status: 'active', limit: 100 });
  return data.map(({ id }) => id);
}

/** Runs until the purchase has come to a point, where all of it is killed. */
async function killAfter(point: 'userId' | 'paidObject' | 'premium', flags: readonly string[], shared: Told) {
  using workspace = new Workspace();
  await using run = startRun(workspace, flags, shared);
  await until(`the purchase to come to ${point}`, () => purchaseIn(workspace)[point]);
  endAll(workspace.processes());
  assert.equal((await run.ended).code, null, 'the command was killed');
}

/**
 * Each run finds what the one before left, which would keep it from the point that it is to come to: the user has to be
 * free before a checkout. The first one finds a user who has been premium for long.
 */
test('a run that was killed at any point leaves nothing that the next run does not undo', async (t) => {
  await using demo = await startDemo(['already-premium', 'foreign-dead-endpoint']);
  using store = new Workspace();
  const shared = { ...demo.environment, WATCHPOST_STORE: store.store };
  const visitor = createVisitor(demo);
  t.after(() => visitor.close());
  let left = await activeAt(visitor);
  const assertUndone = async (before: string[]) => {
    assert.equal(before.length, 1, 'there was something to undo');
    const active = await activeAt(visitor);
    assert.deepEqual(
      before.filter((id) => active.includes(id)),
      [],
      'what was left is undone',
    );
    left = active;
  };

  await t.test('killed after paying as a person pays', async () => {
    await killAfter('paidObject', buy, shared);
    await assertUndone(left);
  });

  await t.test('where only its runner dies, it undoes its own purchase too', async () => {
    using workspace = new Workspace();
    await using run = startRun(workspace, [...buy, ...byApi], shared);
    await until('the payment', () => purchaseIn(workspace)['paidObject']);
    const runner = workspace.processes().find(({ command }) => command.includes('@playwright/test/cli'));
    process.kill(runner?.pid ?? 0, 'SIGKILL');
    const ended = await run.ended;
    assert.equal(ended.record?.verdict.name, 'inconclusive', told(ended));
    await assertUndone(left);
    assert.deepEqual(
      (await leftovers(workspace, demo)).filter(({ outcome }) => outcome !== 'clean'),
      [],
    );
  });

  await t.test('killed after entering the ledger, and after premium', async () => {
    await killAfter('userId', [...buy, ...byApi], shared);
    await killAfter('premium', [...buy, ...byApi], shared);
    left = await activeAt(visitor);
    assert.equal(left.length, 1, 'one is paid for');
  });

  await t.test(
    'the next of the schedule sweeps first and is green, though a subscription ends with its month',
    async () => {
      const [bought = ''] = left;
      await visitor.stripe.subscriptions.update(bought, { cancel_at_period_end: true });
      using workspace = new Workspace();
      const next = await runToEnd(workspace, [...buy, ...byApi, '--cadence', 'purchase'], shared);
      assert.deepEqual([next.code, next.record?.verdict.name, next.record?.notes], [0, 'ok', undefined], told(next));
      assert.match(
        next.stderr,
        new RegExp(`^probe user 1: swept, subscription ${bought}\\b`, 'm'),
        'by the schedule itself',
      );
      assert.equal((await visitor.stripe.subscriptions.retrieve(bought)).status, 'canceled');
      assert.deepEqual(await openEntries(openStore({ name: 'loventia', environment: 'demo' }, shared)), []);
      assert.equal(next.record?.checks.find(({ id }) => id === 'billing/cancel')?.outcome, 'pass');
      const hops = next.record?.checks.flatMap((check) => check.hops.map(({ name }) => name));
      const all = ['session', 'paid', 'event', 'delivered', 'premium', 'shown', 'cancelled', 'free'];
      assert.deepEqual(hops, all, 'without the hosted page it is paid through the API');
      assert.ok(next.record?.notWatched.some(({ id }) => id === 'billing/hosted-page'));
      const { secretKey, webhookSecret } = demo.stripe;
      const { WATCHPOST_PROBE_PASSWORD: password = '' } = demo.environment;
      assert.deepEqual(
        findSecrets(workspace.folder, { password, secretKey, webhookSecret }),
        [],
        'a green run tells no secret',
      );
      assert.deepEqual(
        (await leftovers(workspace, demo)).filter(({ outcome }) => outcome !== 'clean'),
        [],
      );
    },
  );

  const { accessToken } = await visitor.login();
  assert.equal((await visitor.me(accessToken)).isPremium, false, 'the probe user is free');
});

test('the secret of the webhook tells a wrong secret from a body that was parsed first', async (t) => {
  await using demo = await startDemo();
  const says = { 'webhook-secret': /two secrets differ/, 'webhook-raw-body': /parsed before it is verified/ };
  for (const [fault, message] of Object.entries(says)) {
    await t.test(fault, async () => {
      using workspace = new Workspace();
      demo.faults.turnOn(fault);
      const secret = { STRIPE_WEBHOOK_SECRET: demo.stripe.webhookSecret };
      const set = ['--set', 'billing.webhook.secret=STRIPE_WEBHOOK_SECRET'];
      const run = await runToEnd(
        workspace,
        ['check', '--target', 'loventia', '--check', 'billing/webhook-accepts-signed', ...set],
        { ...demo.environment, ...secret },
      );
      demo.faults.turnOff(fault);
      assert.equal(run.code, 1, told(run));
      assert.match(run.record?.checks[0]?.failure?.message ?? '', message);
    });
  }
});

/** A purchase through the API alone, with an app that forgets to take premium away. */
const buyAndKeep = [...buy, '--depth', 'api', '--set', 'budgets.premiumGiveUp=2000'];

describe('an app that leaves the probe user premium is to blame, and not the suite', () => {
  const upToPremium = ['checkout', 'payment', 'webhook', 'premium'].flatMap((hop) => ['--check', `billing/${hop}`]);
  for (const { where, only, ends, cause } of [
    { where: 'by the check that cancels', only: [], ends: [1, 'failed'], cause: 'billing/cancel' },
    {
      where: 'after the run, where no check cancels',
      only: upToPremium,
      ends: [2, 'degraded'],
      cause: 'billing/undone',
    },
  ]) {
    test(where, async () => {
      using workspace = new Workspace();
      await using demo = await startDemo(['premium-stays']);
      const run = await runToEnd(workspace, [...buyAndKeep, ...only], demo.environment);
      const record = run.record ?? assert.fail(told(run));
      assert.deepEqual([run.code, record.verdict.name], ends, told(run));
      assert.deepEqual(record.harness, []);
      assert.deepEqual(
        diagnoseRun(record, await loadTarget('loventia')).causes.map((one) => [
          one.checks,
          one.incidents[0].id,
          one.owner,
        ]),
        [[[cause], 'premium-stays', { team: 'backend', party: 'app' }]],
      );
      const undone = checkOf(run, 'billing/undone');
      assert.equal(undone?.failure?.class, 'entitlement');
      assert.ok(Number(undone?.exchanges.length) > 0, 'what was asked stands beside it');
    });
  }

  test('before the purchase, which needs a free user', async () => {
    using workspace = new Workspace();
    await using demo = await startDemo(['already-premium', 'premium-stays']);
    const run = await runToEnd(workspace, [...buyAndKeep, '--check', 'billing/checkout'], demo.environment);
    const failure = checkOf(run, 'billing/checkout')?.failure;
    const said = 'cancelled in the app and ended at Stripe before the purchase, which needs a free user';
    assert.equal(failure?.message, `the probe user is still premium: ${said}`);
    assert.deepEqual([failure?.class, failure?.party, run.code], ['entitlement', 'app', 1], told(run));
    assert.deepEqual(run.record?.harness, []);
  });
});

test('the sweep finds what carries the probe user in its metadata, and leaves alone what does not', async () => {
  using workspace = new Workspace();
  await using demo = await startDemo();
  const visitor = createVisitor(demo);
  const { stripe } = visitor;
  const { user } = await visitor.login();
  const { data: prices } = await stripe.prices.list({ limit: 1 });
  const subscribe = async (owner: string, metadata: Record<string, string>) => {
    const customer = await stripe.customers.create({ email: owner });
    const items = [{ price: prices[0]?.id ?? '' }];
    return stripe.subscriptions.create({
      customer: customer.id,
      items,
      metadata,
      default_payment_method: 'pm_card_visa',
    });
  };
  const ours = await subscribe('renamed@elsewhere.test', { userId: user.id });
  const foreign = await subscribe('someone@elsewhere.test', { userId: 'someone' });
  const swept = await runToEnd(workspace, ['sweep', '--target', 'loventia', '--json'], demo.environment);
  assert.equal(swept.code, 0, swept.stderr);
  const [first] = JSON.parse(swept.stdout);
  assert.deepEqual([first.outcome, first.found], ['swept', [`subscription ${ours.id}`]]);
  const states = await Promise.all([ours, foreign].map(({ id }) => stripe.subscriptions.retrieve(id)));
  assert.deepEqual(
    states.map(({ status }) => status),
    ['canceled', 'active'],
  );
  await visitor.close();
});
