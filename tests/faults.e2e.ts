import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { incidents } from '#checks/catalogue.ts';
import type { FailureClass } from '#record/vocabulary.ts';
import { type EndedRun, firstScreen, told } from './e2e/ended-run.ts';
import { startDemo } from './e2e/start-demo.ts';
import { runToEnd } from './e2e/start-run.ts';
import { Workspace } from './e2e/workspace.ts';

/** What a browser shows of these, the matrix of `npm run detect` tells: here it would only cost its time. */
const overHttp = ['--tier', 'http'];
/** What Stripe and the webhook do shows without its page too. */
const paidByApi = [...overHttp, '--tier', 'purchase', '--depth', 'api'];

/** What never comes is not waited for longer than it takes to be sure. */
const soon = ['budgets.request=1000', 'apis.api.steady.requests=5'].flatMap((setting) => ['--set', setting]);
const paidSoon = ['webhookGiveUp', 'premiumGiveUp'].flatMap((budget) => ['--set', `budgets.${budget}=4000`]);

/** What a fault has to be called: the one cause, with its class. */
type Row = [fault: string, cause: string, seen: FailureClass, ...flags: string[]];

/** One of each way that a run comes to its answer; the others are rows of `npm run detect`, whose recordings tests read. */
const rows: Row[] = [
  ['asset-fallback', 'frontend/assets', 'asset', ...overHttp],
  ['ready-db', 'api/ready', 'dependency', ...overHttp],
  ['api-timeout', 'api/health', 'timeout', ...overHttp, ...soon],
  ['cors', 'auth/browser-session', 'cors', ...overHttp, '--tier', 'browser'],
  ['webhook-swallowed', 'billing/premium', 'entitlement', ...paidByApi, ...paidSoon],
  ['tls-expired', 'edge/tls:api', 'tls', ...overHttp],
];

/** What the first screen says of `webhook-500`, because the evidence fits several incidents; its own is among those below. */
const unacknowledged = 'Paid at Stripe, and the webhook does not acknowledge the event';

/** Two runs share two cores here: how fast a page is, is not what is asked. */
const patience = ['health', 'page', 'asset', 'login', 'image', 'checkout'].flatMap((budget) => [
  '--set',
  `budgets.${budget}=6000`,
]);

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
const titleOf = (fault: string) => incidents.find(({ id }) => id === fault)?.title ?? `no incident is called ${fault}`;

test('npm start finds nothing wrong with a clean demo', async () => {
  using workspace = new Workspace();
  const run = await runToEnd(workspace, ['start']);
  assertGreen(run);
  assert.match(firstScreen(run), /^OK +loventia \(demo\)/);
});

test('the check command says the same of a demo that runs elsewhere, and its metrics arrive', async () => {
  using workspace = new Workspace();
  await using demo = await startDemo();
  const flags = ['--target', 'loventia', '--trigger', 'schedule'];
  const run = await runToEnd(workspace, ['check', ...flags], demo.environment);
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

/** A demo that was booted for a run has a past; one that runs elsewhere is looked at for the first time. */
function assertGreen(run: EndedRun): void {
  const { record } = run;
  assert.deepEqual([run.code, record?.verdict.name], [0, 'ok'], told(run));
  assert.deepEqual(
    record?.checks.map(({ id, outcome, notRun }) => [id, notRun === 'no-past' ? 'pass' : outcome]).toSorted(),
    record?.expected.map((id) => [id, 'pass']).toSorted(),
  );
  assert.ok(record?.complete && record.expected.length > 40, `${record?.expected.length} claims were looked at`);
}

describe('a fault of the demo is named', { concurrency: 2 }, () => {
  for (const [fault, cause, seen, ...given] of rows) {
    test(`${fault}: ${cause} is the cause, ${seen} its class`, async () => {
      using workspace = new Workspace();
      const run = await runToEnd(workspace, ['start', '--fault', fault, ...patience, ...given]);
      const broken = run.record?.checks.filter(({ outcome }) => outcome !== 'pass') ?? [];
      const causes = broken.filter(({ causedBy }) => causedBy.length === 0);
      const named = causes.map(({ id, failure }) => [id, failure?.class]);
      assert.deepEqual(named, [[cause, seen]], told(run));
      for (const { id, causedBy } of broken)
        if (id !== cause) assert.deepEqual(causedBy, [cause], `${id} is a symptom`);
      assert.deepEqual([run.code, run.record?.verdict.code], [1, 1], told(run));
      const screen = firstScreen(run).replace(/\s+/g, ' ');
      assert.ok(screen.includes(titleOf(fault)), `the first screen says "${titleOf(fault)}":\n${screen}`);
    });
  }
});

test('a page that is blank because its bundle was overwritten is one cause, which says both', async () => {
  const ofTheSite = ['start', '--layer', 'frontend', ...patience];
  using before = new Workspace();
  assert.equal((await runToEnd(before, [...ofTheSite, '--tier', 'http'])).code, 0);
  using workspace = new Workspace();
  const past = { WATCHPOST_STORE: before.store };
  const run = await runToEnd(workspace, [...ofTheSite, '--fault', 'blank-page'], past);
  assert.equal(run.code, 1, told(run));
  const screen = firstScreen(run).replace(/\s+/g, ' ');
  assert.match(
    screen,
    /Cause Every file loads and the page stays empty: [^;]+; \/assets\/\S+ has other bytes than in an/,
  );
  assert.doesNotMatch(screen, /Cause 2/);
});

test('two faults that have nothing to do with each other are two causes', async () => {
  using workspace = new Workspace();
  const flags = [...patience, ...paidByApi, ...paidSoon];
  const run = await runToEnd(workspace, ['start', '--fault', 'image-403', '--fault', 'webhook-500', ...flags]);
  const causes = run.record?.checks.filter(({ outcome, causedBy }) => outcome !== 'pass' && causedBy.length === 0);
  assert.deepEqual(
    causes?.map(({ id, failure }) => [id, failure?.class]).toSorted(),
    [
      ['billing/webhook', 'webhook'],
      ['images/profile', 'image'],
    ],
    told(run),
  );
  assert.equal(run.code, 1);
  const screen = firstScreen(run).replace(/\s+/g, ' ');
  for (const title of [unacknowledged, titleOf('image-403')])
    assert.ok(screen.includes(title), `the first screen says "${title}":\n${screen}`);
});
