import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { incidents } from '#checks/catalogue.ts';
import type { CheckRecord } from '#record/run-record.ts';
import type { FailureClass } from '#record/vocabulary.ts';
import { type EndedRun, firstScreen, told } from './e2e/ended-run.ts';
import { type StartedDemo, startDemo } from './e2e/start-demo.ts';
import { runToEnd } from './e2e/start-run.ts';
import { Workspace } from './e2e/workspace.ts';

const purchase = ['billing/checkout', 'billing/payment', 'billing/webhook', 'billing/premium'];
const checks = (...ids: readonly string[]) => ids.flatMap((id) => ['--check', id]);
const layers = (...names: readonly string[]) => names.flatMap((name) => ['--layer', name]);
const setting = (of: Readonly<Record<string, number>>) =>
  Object.entries(of).flatMap(([name, value]) => ['--set', `${name}=${value}`]);

/** What a fault has to be called. */
interface Named {
  cause: string;
  seen: FailureClass;
  /** Checks that nothing else of the run can have broken: it alone is their cause. */
  alone: RegExp;
}

/**
 * One of each way that a run comes to its answer; the others are rows of `npm run detect`, whose recordings tests read.
 * The faults of one run are of different hosts, or of different ways of asking, and have nothing to do with each other.
 * What never comes is not waited for longer than it takes to be sure.
 */
const runs: { faults: Readonly<Record<string, Named>>; flags: readonly string[] }[] = [
  {
    faults: {
      'api-timeout': { cause: 'api/health', seen: 'timeout', alone: /^(api|auth)\/|^images\/presigned/ },
      'tls-expired:images': { cause: 'edge/tls:images', seen: 'tls', alone: /^edge\// },
      'asset-fallback': { cause: 'frontend/assets', seen: 'asset', alone: /^frontend\// },
    },
    flags: [
      ...['--tier', 'http', ...layers('edge', 'frontend', 'api', 'auth', 'images')],
      ...setting({ 'budgets.request': 1_000, 'apis.api.steady.requests': 5 }),
    ],
  },
  {
    faults: {
      cors: { cause: 'auth/browser-session', seen: 'cors', alone: /^auth\// },
      'webhook-swallowed': { cause: 'billing/premium', seen: 'entitlement', alone: /^billing\/(?!premium-page)/ },
    },
    flags: [
      ...['--depth', 'api', ...checks('auth/browser-session', ...purchase, 'billing/premium-page')],
      ...setting({ 'budgets.webhookGiveUp': 4_000, 'budgets.premiumGiveUp': 4_000 }),
    ],
  },
];

/** Runs of other tests share the cores with this: how fast a page is, is not what is asked. */
const patience = setting(
  Object.fromEntries(
    ['health', 'page', 'asset', 'login', 'image', 'checkout'].map((budget) => [`budgets.${budget}`, 6_000]),
  ),
);

/** Of each layer some, and what a page that goes blank later is told apart by. */
const some = [
  'edge/tls:api',
  'api/health',
  'auth/login',
  'auth/me',
  'images/profile',
  'frontend/pages',
  'frontend/assets',
];

const expectedSeries = [
  'SuccessPercent{Target=loventia}',
  'SuccessPercent{Check=billing/premium,Target=loventia}',
  'Duration{Check=api/health,Target=loventia}',
  'FirstTrySuccess{Target=loventia}',
  'Hop{Hop=premium,Target=loventia}',
  'CertificateDaysLeft{Host=api,Target=loventia}',
  'RunCompleted{Target=loventia}',
  'ChecksNotRun{Target=loventia}',
  'HarnessFaults{Target=loventia}',
];

/** The words of the incident that has the fault's name. */
function titleOf(fault: string): string {
  const [name] = fault.split(':');
  return incidents.find(({ id }) => id === name)?.title ?? `no incident is called ${name}`;
}

const causesOf = ({ record }: EndedRun): CheckRecord[] =>
  record?.checks.filter(({ outcome, causedBy }) => outcome !== 'pass' && causedBy.length === 0) ?? [];

test('npm start finds nothing wrong with a clean demo', async () => {
  using workspace = new Workspace();
  const run = await runToEnd(workspace, ['start']);
  assertGreen(run);
  assert.ok(Number(run.record?.expected.length) > 40, `${run.record?.expected.length} claims were looked at`);
  assert.equal(run.record?.publish.requests, 1, 'one request carries everything');
  assert.match(firstScreen(run), /^OK +loventia \(demo\)/);
});

describe('a demo that runs elsewhere', () => {
  /** What it is looked at with is remembered from one run to the next. */
  let earlier: Workspace;
  let demo: StartedDemo;
  before(async () => {
    earlier = new Workspace();
    demo = await startDemo();
  });
  after(async () => {
    await demo?.[Symbol.asyncDispose]();
    earlier[Symbol.dispose]();
  });

  test('is clean to the check command too, and the metrics of that arrive', async () => {
    const flags = ['--target', 'loventia', '--trigger', 'schedule', '--depth', 'api', ...checks(...some, ...purchase)];
    const run = await runToEnd(earlier, ['check', ...flags], demo.environment);
    assertGreen(run);
    const puts = demo.cloudwatchRequests().filter(({ operation }) => operation === 'PutMetricData');
    assert.deepEqual([puts.length, run.record?.publish.requests], [1, 1], 'one request carries everything');
    const series = demo.cloudwatchSeries().map(({ metricName, dimensions, samples }) => {
      const of = dimensions.map(({ Name, Value }) => `${Name}=${Value}`).join(',');
      return `${metricName}{${of}} ${samples.length}`;
    });
    const looked = [...new Set(run.record?.checks.map(({ layer }) => layer))];
    assert.ok(looked.length > 5, `${looked}`);
    const ofLayers = looked.map((layer) => `SuccessPercent{Layer=${layer},Target=loventia}`);
    for (const one of [...expectedSeries, ...ofLayers])
      assert.ok(series.includes(`${one} 1`), `${one} among\n${series.join('\n')}`);
    assert.deepEqual(
      series.filter((one) => one.startsWith('Failures')),
      [],
    );
  });

  test('whose page is blank since its bundle was overwritten has one cause, which says both', async () => {
    demo.faults.turnOn('blank-page');
    using workspace = new Workspace();
    const past = { ...demo.environment, WATCHPOST_STORE: earlier.store };
    const flags = ['--target', 'loventia', '--check', 'frontend/renders', '--check', 'frontend/assets', ...patience];
    const run = await runToEnd(workspace, ['check', ...flags], past);
    assert.equal(run.code, 1, told(run));
    const screen = firstScreen(run).replace(/\s+/g, ' ');
    assert.match(
      screen,
      /Cause Every file loads and the page stays empty: [^;]+; \/assets\/\S+ has other bytes than in an/,
    );
    assert.doesNotMatch(screen, /Cause 2/);
  });
});

/** Each claim that was to be looked at was, and holds. */
function assertGreen(run: EndedRun): void {
  const { record } = run;
  assert.deepEqual([run.code, record?.verdict.name], [0, 'ok'], told(run));
  assert.deepEqual(
    record?.checks.map(({ id, outcome }) => [id, outcome]).toSorted(),
    record?.expected.map((id) => [id, 'pass']).toSorted(),
  );
  assert.ok(record?.complete, told(run));
}

describe('faults that have nothing to do with each other are told apart, each by its own name', () => {
  for (const { faults, flags } of runs) {
    const named = Object.values(faults);
    const claim = Object.entries(faults).map(([fault, { cause, seen }]) => `${fault} is ${seen} of ${cause}`);
    test(claim.join(', '), async () => {
      using workspace = new Workspace();
      const broken = Object.keys(faults).flatMap((fault) => ['--fault', fault]);
      const run = await runToEnd(workspace, ['start', ...broken, ...patience, ...flags]);
      assert.deepEqual(
        causesOf(run)
          .map(({ id, failure }) => [id, failure?.class])
          .toSorted(),
        named.map(({ cause, seen }) => [cause, seen]).toSorted(),
        told(run),
      );
      assertSymptoms(run, named);
      assert.deepEqual([run.code, run.record?.verdict.code], [1, 1], told(run));
      const screen = firstScreen(run).replace(/\s+/g, ' ');
      for (const fault of Object.keys(faults))
        assert.ok(screen.includes(titleOf(fault)), `the first screen says "${titleOf(fault)}":\n${screen}`);
    });
  }
});

/** Whatever else is broken is so because of these, and because of one of them where no other can be the reason. */
function assertSymptoms(run: EndedRun, named: readonly Named[]): void {
  const symptoms =
    run.record?.checks.filter(({ outcome, causedBy }) => outcome !== 'pass' && causedBy.length > 0) ?? [];
  assert.ok(symptoms.length > 0, told(run));
  for (const { id, causedBy } of symptoms) {
    const only = named.find(({ alone }) => alone.test(id));
    if (only) assert.deepEqual(causedBy, [only.cause], `${id} is a symptom of ${only.cause}`);
    for (const one of causedBy)
      assert.ok(
        named.some(({ cause }) => cause === one),
        `${id} is no symptom of ${one}`,
      );
  }
}
