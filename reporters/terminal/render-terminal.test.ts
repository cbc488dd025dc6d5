import assert from 'node:assert/strict';
import test from 'node:test';
import type { HistoryContext } from '#diagnosis/model.ts';
import type { RunRecord } from '#record/run-record.ts';
import { blocked, type Changes, failing, failingAt, notRun } from '#record/samples/sample-check.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import type { Target } from '#targets/target.ts';
import { anAnswer } from '../answer-for-test.ts';
import { firstScreen } from '../text/first-screen.ts';
import { renderAnswer } from './render-terminal.ts';

const loventia = await loadTarget('loventia');
const target: Target = {
  ...loventia,
  aws: {
    cluster: 'lov-prod',
    service: 'api',
    logGroup: '/ecs/lov-api',
    distribution: 'E2ABC',
    imageBucket: 'lov-images',
  },
};
const dbLost: Changes = {
  'api/ready': {
    ...changesOf('ready-db')['api/ready'],
    artifacts: [{ name: 'trace', path: 'artifacts/ready/trace.zip' }],
  },
  ...blocked('auth/login', 'auth/me', 'billing/checkout'),
};
const webhook = { ...changesOf('webhook-500'), ...blocked('billing/premium', 'billing/premium-page') };
const photo = changesOf('image-403');
const page = changesOf('frontend-down');
const stripe = changesOf('stripe-outage');
const cookie = changesOf('cookie-flags');
const longWord = 'x'.repeat(300);

const few = sampleRecord().checks.slice(0, 14);
const runs = {
  ok: sampleRecord(),
  failed: sampleRecord(dbLost),
  'failed, undecided': sampleRecord(webhook),
  'failed twice': sampleRecord({ ...photo, ...page }),
  'failed many times': sampleRecord({ ...photo, ...page, ...stripe, ...cookie }),
  'failed with a word that has no end': sampleRecord({ 'api/health': failing('http-error', longWord, longWord) }),
  degraded: sampleRecord(changesOf('flaky-task')),
  'a third party alone': sampleRecord(stripe),
  inconclusive: sampleRecord({}, { harness: ['the browser did not start'] }),
  'cut short': sampleRecord({}, { checks: few }, { deadline: true }),
  misconfigured: sampleRecord({
    'auth/login': notRun('misconfigured', 'not set: WATCHPOST_PROBE_EMAIL'),
    ...blocked('auth/me'),
  }),
  interrupted: sampleRecord({}, { checks: few }, { signal: 'SIGINT' }),
  terminated: sampleRecord(dbLost, {}, { signal: 'SIGTERM' }),
  empty: sampleRecord({}, { checks: [], expected: [] }),
} satisfies Record<string, RunRecord>;
const at = (minute: number) => `2026-11-21T02:${minute}:05.000Z`;
const earlier: HistoryContext = {
  redRuns: 3,
  claims: { 'api/ready': { heldAt: at(41), passedAt: at(41), failingSince: at(46), troubledSince: at(46) } },
  releases: {
    api: [
      { seen: ['8de22aa'], since: at(10) },
      { seen: ['9ab12f0'], since: at(46) },
    ],
  },
  changed: 'release of api 8de22aa -> 9ab12f0',
};
const screenOf = (record: RunRecord, before: HistoryContext = {}) => firstScreen(anAnswer(record, target, before));
const answerOf = (record: RunRecord) => renderAnswer(anAnswer(record, target));

const esc = String.fromCharCode(27);
const labels = (screen: string) =>
  screen
    .split('\n')
    .slice(1)
    .flatMap((line) => /^(?: {2})?(\w[\w ]*?)(?: {2}|$)/.exec(line.slice(0, 10).padEnd(12))?.[1] ?? []);
/** A line with what it goes on with. */
const entry = (screen: string, label: string) => {
  const [, rest = ''] = screen.split(new RegExp(`^${label} +`, 'm'));
  return (rest.split(/\n(?! {10})/)[0] ?? '').replaceAll(/\s+/g, ' ');
};

for (const [name, record] of Object.entries(runs)) {
  for (const [how, before] of Object.entries({ alone: {}, 'after another': earlier })) {
    test(`${name}, ${how}: every line fits 80 columns, and nothing is coloured`, () => {
      for (const system of [target, loventia]) {
        const answer = anAnswer(record, system, before);
        const [whole, screen] = [renderAnswer(answer), firstScreen(answer)];
        for (const one of whole.split('\n')) assert.ok(one.length <= 80, `${one.length}: ${one}`);
        assert.ok(whole.startsWith(screen));
        assert.ok(!whole.includes(esc) && !/undefined|NaN|\[object|(?<!An )\bunknown\b/i.test(screen), screen);
        assert.match(whole, /^[\x20-\x7e\n]*$/);
      }
    });
  }
}

test('one cause is told in the order in which it is asked', () => {
  const screen = screenOf(runs.failed, earlier);
  const told = labels(screen.replace('If still red ', 'If still  ')).filter((label) => label !== 'expect');
  const steps = told.filter((label) => label.startsWith('Do '));
  assert.deepEqual(told, [
    'Cause',
    'Affected',
    'Rollback',
    ...steps,
    'If still',
    'Owner',
    'Since',
    'Ruled out',
    'Also',
  ]);
  assert.ok(steps.length >= 2);
  assert.equal(screen.split('\n')[0], 'FAILED  P0  loventia  02:57:10Z  3rd red run in a row  run 20261121-0256-7f3c');
  assert.equal(entry(screen, 'Cause'), 'The API runs but cannot reach its database: /ready 503 db=state:0');
  assert.match(entry(screen, 'Affected'), /^everyone: .* Still fine: pages, photos$/);
  assert.match(entry(screen, 'Rollback'), /^YES, API only: api 8de22aa -> 9ab12f0 first seen 02:46Z.*\(Do 1\)$/);
  assert.match(entry(screen, 'Do 1'), /aws ecs update-service --region eu-north-1 .* --task-definition/);
  assert.match(entry(screen, ' {2}expect'), /still red -> /);
  assert.match(entry(screen, 'If still red'), /^not the release; look at the database/);
  assert.equal(entry(screen, 'Owner'), 'backend; ack due 03:12Z, then tech lead, then CTO');
  assert.match(entry(screen, 'Since'), /^detected 02:46Z, last good 02:41Z; changed: release of api/);
  assert.match(
    entry(screen, 'Also'),
    /^3 red because of this: auth 2, billing 1 reports\/.*\/report\.html; api\/ready/,
  );
});

test('a rollback that is open is made decidable, with its command whole', () => {
  const told = entry(screenOf(runs.failed), 'Rollback').replaceAll(' \\', '');
  const command =
    'aws ecs update-service --region eu-north-1 --cluster lov-prod --service api --task-definition <family:revision-before>';
  assert.equal(
    told,
    `a rollout of the API (settings too) finished within 2 h before 02:57Z (detected) -> yes, with \`${command}\`; else no`,
  );
});

test('what is not known has no line', () => {
  assert.ok(!labels(screenOf(runs.failed)).includes('Since'));
});

test('what was ruled out takes two lines at most there, and stands below in full', () => {
  const what = Array.from({ length: 30 }, (_, place) => `host ${place} answers`);
  const answer = { ...anAnswer(runs.failed, target), ruledOut: what };
  const screen = firstScreen(answer).split('\n');
  const from = screen.findIndex((line) => line.startsWith('Ruled out'));
  assert.match(screen[from + 1] ?? '', /and \d+ more$/);
  assert.match(screen[from + 2] ?? '', /^Also/);
  assert.match(renderAnswer(answer).replaceAll(/\s+/g, ' '), /Ruled out host 0 answers, .*, host 29 answers Unseen/);
});

test('several candidates are listed with the command that decides, and the path says where it stopped', () => {
  const screen = screenOf(runs['failed, undecided']);
  assert.equal(entry(screen, 'Likely'), '1 STRIPE_WEBHOOK_SECRET differs 2 body parsed first 3 handler fails');
  assert.match(entry(screen, 'Rollback'), /^first find out which it is \(Do 1\)/);
  assert.match(entry(screen, 'Path'), /paid [\d.]+m?s > event [\d.]+m?s > DELIVERED no$/);
  assert.match(entry(screen, 'Do 1'), /^aws logs tail \/ecs\/lov-api/);
});

test('a repair that the run has tried is told', () => {
  const screen = screenOf(sampleRecord(changesOf('webhook-swallowed')));
  assert.equal(entry(screen, 'Repair'), 'POST /api/billing/sync repaired the probe user, so state can be recovered');
  assert.match(entry(screen, 'Path'), /delivered [\d.]+m?s > PREMIUM no$/);
});

test('of several causes the worst is told in full, and each other one whole with its rollback and owner', () => {
  const screen = screenOf(runs['failed many times']);
  assert.match(entry(screen, 'Cause 1'), /^The site answers with an error/);
  const after = labels(screen.slice(screen.indexOf('\nCause 2')));
  const one = (number: number) => [`Cause ${number}`, 'Rollback', 'Owner'];
  assert.deepEqual(after.slice(0, 9), [...one(2), ...one(3), ...one(4)].slice(0, 9));
  assert.ok(screen.replaceAll(/\s+/g, ' ').includes('alva-1.jpg answered 403'));
  assert.ok(!screen.includes(' ...\nRollback'));
});

test('a green run shows what held, the path, the slowest, the certificates and what nobody looked at', () => {
  const answer = answerOf(runs.ok);
  assert.match(entry(answer, 'Held'), /^(\d+) of \1 checks in 21s: edge \d+/);
  assert.match(entry(answer, 'Path'), /session [\d.]+m?s > page [\d.]+m?s > paid [\d.]+m?s/);
  assert.match(entry(answer, 'Certs'), /days left: app \d+, api \d+, images \d+/);
  assert.match(entry(answer, 'Unseen'), new RegExp(`^${runs.ok.notWatched.length} claims`));
  assert.match(answer, /Unseen {4}not watched: nothing of orders \(8 claims\), edge\/runner-online,/);
  assert.doesNotMatch(answer, /Rollback|FAIL/);
});

test('a third party alone is not ours, and nothing is rolled back', () => {
  const screen = screenOf(runs['a third party alone']);
  assert.match(screen, /^DEGRADED {2}P2/);
  assert.equal(entry(screen, 'Owner'), 'Stripe, not us; backend watches');
  assert.match(entry(screen, 'Rollback'), /^NO: /);
});

test('a fault of our own says that nobody is known to be hit', () => {
  const screen = screenOf(runs.inconclusive);
  assert.match(screen, /^INCONCLUSIVE/);
  assert.match(entry(screen, 'Affected'), /nobody that we know of/);
  assert.equal(entry(screen, 'Owner'), 'whoever runs Watchpost');
  assert.match(entry(screen, 'Rollback'), /^NO: /);
});

test('each way to end without a cause has its own words', () => {
  const result = (name: keyof typeof runs) => entry(screenOf(runs[name]), 'Result');
  assert.match(result('cut short'), /the deadline of the run passed/);
  assert.match(result('interrupted'), /stopped by hand \(SIGINT\) after 14 of \d+ checks/);
  assert.match(result('empty'), /no check was chosen/);
  assert.match(entry(screenOf(runs.misconfigured), 'Cause'), /is missing or refused: not set: WATCHPOST_PROBE_EMAIL/);
});

test('a stopped run still tells what it had found', () => {
  const screen = screenOf(runs.terminated);
  assert.match(screen, /^TERMINATED {2}P0/);
  assert.match(entry(screen, 'Cause'), /cannot reach its database/);
});

test('below the answer stand layers, evidence, the place in the source, artifacts and the exit code', () => {
  const answer = answerOf(runs.failed);
  assert.match(answer, /\nFAIL {2}api {7}5 pass, 1 fail +api\/ready\n/);
  assert.match(answer, /\n {2}at {6}checks\/api\/ready\.check\.ts:\d+, of the claim at line \d+\n/);
  assert.match(answer, /trace reports\/20261121-0256-7f3c\/artifacts\/ready\/trace\.zip/);
  assert.match(answer, /\n {2}seen {4}GET https:\/\/api\.loventia\.example\/ready 503 in \d+ ms\n/);
  assert.match(answer, /\nExit {6}1 \(failed\)\n/);
  assert.match(answer, /\nReports {3}reports\/20261121-0256-7f3c\/run-record\.json\n$/);
});

test('a record of another version is shown with its layers', () => {
  const [first, ...rest] = sampleRecord().checks;
  assert.ok(first);
  const answer = renderAnswer(
    anAnswer({ ...sampleRecord(), checks: [{ ...first, layer: 'search' }, ...rest] }, target),
  );
  assert.match(answer, /\nok {4}search {4}1 pass\n/);
});

test('where the line that failed is known it stands before the line of its claim', () => {
  const failed = failingAt('checks/api/health.check.ts:21', 'http-error', 'GET /health answered 500');
  const answer = renderAnswer(anAnswer(sampleRecord({ 'api/health': failed }), target));
  assert.match(answer, /\n {2}at {6}checks\/api\/health\.check\.ts:21, of the claim at line \d+\n/);
});

test('colour adds marks and styles, and takes nothing away', () => {
  const answer = anAnswer(runs.failed, target);
  const coloured = renderAnswer(answer, { color: true });
  assert.ok(coloured.includes(`${esc}[31m`) && coloured.includes('✗'));
  const strip = (text: string) => text.replaceAll(new RegExp(`${esc}\\[\\d+m`, 'g'), '');
  assert.equal(strip(firstScreen(answer, { color: true })), firstScreen(answer));
});
