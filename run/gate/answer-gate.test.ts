import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { pastRunOf } from '#store/past-runs.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import { answerGate } from './answer-gate.ts';
import type { Gated } from './gate.ts';
import { gateAnswerSchema } from './gate-answer.ts';
import { gateLines } from './gate-lines.ts';
import type { GateOptions } from './gate-options.ts';
import type { Look } from './look.ts';

const settings = await loadSettings({ WATCHPOST_TARGET: 'loventia' });
const options: GateOptions = {
  ...{ releases: ['api=5e0c1d2'], fenceTimeoutMs: 1, rounds: 1, bakeMs: 0 },
  ...{ migration: false, isRollback: false, mode: 'block' },
};
const broken = sampleRecord(changesOf('ready-db'));

/** A gate that found this in its looks, with a clean run before. */
function gated(record = sampleRecord(), differing: Partial<Gated> = {}): Gated {
  const look = {
    kind: 'all',
    record,
    causes: diagnoseRun(record, settings.target).causes,
    run: { folder: 'reports/a' },
  };
  const rounds = [look, look] as unknown as Look[];
  return {
    settings,
    fenced: { outcome: 'arrived', components: [], lines: [], waitedMs: 12_000 },
    before: { runs: [pastRunOf(sampleRecord())] },
    looked: { rounds, stopped: false },
    ...differing,
  };
}

const answered = (found: Gated, differing: Partial<GateOptions> = {}) =>
  gateAnswerSchema.parse(answerGate(found, { ...options, ...differing }));

test('what broke with a deploy holds it up, and only where that is switched on', () => {
  const { code, verdict, blocks, rollback, report } = answered(gated(broken));
  assert.deepEqual([code, verdict, blocks, rollback, report], [1, 'failed', true, 'yes', 'reports/a/report.html']);
  const observed = answered(gated(broken), { mode: 'observe' });
  assert.deepEqual([observed.code, observed.verdict, observed.blocks], [2, 'failed', true]);
  assert.match(gateLines(observed)[0]?.text ?? '', /^FAILED {2}loventia {2}would hold the deploy up \(mode observe\)$/);
});

test('a deploy that changed under the checks is judged by none of them, and a newer one in its place is neutral', () => {
  const changed = { text: 'api served a when the checks began and b now', superseded: false };
  const back = answered(gated(broken, { changed }));
  assert.deepEqual([back.code, back.verdict, back.blocks, back.rollback], [3, 'inconclusive', false, 'no']);
  assert.deepEqual(back.remarks, [changed.text]);
  const newer = answered(gated(broken, { changed: { ...changed, superseded: true } }));
  assert.deepEqual([newer.code, newer.verdict, newer.blocks], [2, 'superseded', false]);
});

test('one that fell silent is judged where it is found broken; that it is well says nothing of the release', () => {
  const silent: Partial<Gated> = {
    fenced: { outcome: 'silent', components: [], lines: ['api names no release'], waitedMs: 9 },
  };
  const down = answered(gated(broken, silent));
  assert.deepEqual([down.code, down.verdict, down.rollback, down.scope], [1, 'failed', 'yes', 'backend']);
  assert.deepEqual(down.remarks, ['api names no release']);
  const well = answered(gated(sampleRecord(), silent));
  assert.deepEqual([well.code, well.verdict, well.rollback], [3, 'inconclusive', 'no']);
});

test('the way back is never held up, and judged by whether it has helped', () => {
  const before = { runs: [pastRunOf(broken)] };
  const failedBefore = broken.checks.filter(({ outcome }) => outcome === 'fail').length;
  const helped = answered(gated(sampleRecord(), { before }), { isRollback: true });
  assert.deepEqual([helped.code, helped.verdict], [0, 'ok']);
  assert.deepEqual(helped.remarks, [
    `better than before: ${failedBefore} claims failing before, no claims failing now`,
  ]);
  const worse = answered(gated(broken), { isRollback: true });
  assert.deepEqual([worse.code, worse.rollback], [2, 'no']);
  assert.deepEqual(worse.remarks, [
    `no better than before: no claims failing before, ${failedBefore} claims failing now`,
  ]);
  const same = answered(gated(broken, { before }), { isRollback: true });
  assert.match(same.remarks.join(), /^no better than before: (\d+) claims failing before, \1 claims failing now$/);
  const changed = { text: 'api served a when the checks began and b now', superseded: false };
  const open = answered(gated(sampleRecord(), { before, changed }), { isRollback: true });
  assert.deepEqual(open.remarks, [changed.text, 'whether it is better than before is not known']);
  const narrow = gated(sampleRecord({}, { checks: sampleRecord().checks.filter(({ id }) => id === 'api/ready') }), {
    before,
  });
  assert.match(
    answered(narrow, { isRollback: true }).remarks.join(),
    /^better .* before; \d+ of them not looked at, no /,
  );
});

test('of a release that is not served everywhere it says what is, and what to do, in words that need no knowledge of the gate', () => {
  const lines = ['api never served e451bd1: 10 of 10 last reads named e5ef82f'];
  const components = [
    { name: 'api', expected: 'e451bd1', release: 'e5ef82f', before: 'e5ef82f', state: 'missing' as const },
    { name: 'app', release: 'BY08BfaN', state: 'arrived' as const },
  ];
  const found = gated(sampleRecord(), { fenced: { outcome: 'missing', components, lines, waitedMs: 600_000 } });
  const { looked: _, ...unseen } = found;
  const missing = answered(unseen);
  const told = gateLines(missing);
  assert.deepEqual(
    told.map(({ label, text }) => `${label}: ${text}`),
    [
      'Gate: INCONCLUSIVE  loventia  holds the deploy up',
      `Cause: ${lines[0]}`,
      'Rollback: NO: nothing is known of the release: what is served is not what was deployed',
      'Do 1: see in what deploys api how far the rollout is',
      'Served: api e5ef82f, where e451bd1 was deployed; app BY08BfaN. Waited 600 s for it',
      'So far: ',
    ],
  );
  assert.match(
    told.find(({ label }) => label === 'Do 1')?.expect ?? '',
    /still running -> .*; failed .* -> .*; done -> /,
  );
});

test('of looks it says at what, how they came out, and how long they took', () => {
  const lines = gateLines(answered(gated(broken)));
  assert.match(
    lines.find(({ label }) => label === 'Looked')?.text ?? '',
    /^at everything: failed in [\d.]+ s, failed in [\d.]+ s$/,
  );
});

test('in announced maintenance a deploy is judged as ever, and that is said', () => {
  const maintenance = { reason: 'upgrade', from: '2026-11-21T02:00:00Z', until: '2026-11-21T04:00:00Z' };
  const { code, verdict, rollback, remarks } = answered(gated({ ...broken, maintenance }));
  assert.deepEqual([code, verdict, rollback], [1, 'failed', 'yes']);
  assert.ok(
    remarks.includes('the deploy falls into the maintenance announced until 04:00Z (upgrade): it is judged as ever'),
  );
});
