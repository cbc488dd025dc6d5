import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { cadences, layers } from '#record/vocabulary.ts';
import { symptoms } from '#run/triage/symptoms.ts';
import { evaluate } from './workflow/evaluate.ts';
import { Machine, runStep } from './workflow/run-step.ts';
import { type Step, workflowOf } from './workflow/workflow.ts';

const checks = (step: Step) => step.name === 'Check';
/** In place of Node: tells how it was called, and ends with that code. */
const recorder = (code = 0) => `#!/bin/sh\nprintf '%s\\n' "$@"\nexit ${code}\n`;

/** What a Check step calls, as a list of arguments. */
async function called(name: string, context: Record<string, string>): Promise<string[]> {
  using machine = new Machine();
  machine.put('node', recorder());
  const { stdout, code } = await runStep(machine, name, checks, { context });
  assert.equal(code, 0, stdout);
  return stdout.trim().split('\n');
}

const { workflow: schedule } = workflowOf('schedule');
const crons = schedule.on.schedule?.map(({ cron }) => cron) ?? [];
const started = (context: Record<string, string>) => ({ 'vars.WATCHPOST_TARGET': 'shop', ...context });

describe('the step that checks', () => {
  test('of a schedule is told by the clock which run it is and when it was due', async () => {
    const clock = { 'github.event_name': 'workflow_dispatch', 'inputs.scheduled-at': '2026-11-21T07:30:00Z' };
    const asked = await called('schedule', started({ ...clock, 'inputs.cadence': 'browser' }));
    const flags = ['--target', 'shop', '--cadence', 'browser', '--scheduled-at', '2026-11-21T07:30:00Z'];
    assert.deepEqual(asked, ['cli/check.ts', ...flags]);
    const byHand = { 'github.event_name': 'workflow_dispatch', 'inputs.target': 'my shop', 'inputs.cadence': 'http' };
    assert.deepEqual(await called('schedule', started(byHand)), [
      'cli/check.ts',
      '--target',
      'my shop',
      '--cadence',
      'http',
    ]);
  });

  test("of GitHub's own schedule has the cadence of its line, and does nothing that is done", async () => {
    const lines = crons.map((cron) =>
      called('schedule', started({ 'github.event_name': 'schedule', 'github.event.schedule': cron })),
    );
    assert.deepEqual(
      await Promise.all(lines),
      cadences.map((cadence) => ['cli/check.ts', '--target', 'shop', '--cadence', cadence, '--unless-done']),
    );
  });

  test('of a gate and of a triage passes on what was asked for, and nothing that was not', async () => {
    const gate = { 'inputs.target': 'shop', 'inputs.tier': 'http,browser', 'inputs.releases': 'api=4f2,app=4f2' };
    const flags = ['--target', 'shop', '--tier', 'http,browser', '--release', 'api=4f2,app=4f2'];
    assert.deepEqual(await called('gate', gate), ['cli/gate.ts', ...flags]);
    assert.deepEqual(await called('gate', { ...gate, 'inputs.releases': '', 'inputs.mode': 'block' }), [
      ...['cli/gate.ts', '--target', 'shop', '--tier', 'http,browser', '--mode', 'block'],
    ]);
    const back = {
      'inputs.rollback': 'true',
      'inputs.migration': 'true',
      'inputs.deployed-at': '2026-11-21T07:30:00Z',
    };
    assert.deepEqual(await called('gate', { ...gate, ...back, 'inputs.skip': 'a word in the footer' }), [
      ...['cli/gate.ts', ...flags, '--deployed-at', '2026-11-21T07:30:00Z', '--migration', '--rollback'],
      ...['--skip', 'a word in the footer'],
    ]);
    const triage = { 'inputs.symptom': 'login', 'inputs.for': '10m' };
    const whole = await called('triage', started({ ...triage, 'inputs.mute': 'nothing' }));
    assert.deepEqual(await called('triage', started({ ...triage, 'inputs.mute': 'images' })), [
      ...whole,
      '--mute',
      'images',
    ]);
    assert.deepEqual(whole, [...['cli/triage.ts', '--target', 'shop', '--symptom', 'login', '--for', '10m']]);
  });
});

describe('what becomes of a job', () => {
  const ends: [number, number, RegExp | undefined, string][] = [
    [0, 0, undefined, '7'],
    [1, 1, /^::error title=Watchpost failed::/m, '90'],
    [2, 0, /^::warning title=Watchpost degraded::/m, '7'],
    [3, 3, /^::error title=Monitor broken::Exit code 3/m, '90'],
    [4, 4, /^::error title=Monitor broken::Exit code 4/m, '90'],
    [5, 5, /^::error title=Monitor broken::Exit code 5/m, '90'],
    [137, 137, /^::error title=Monitor broken::Exit code 137/m, '90'],
    [143, 143, /^::error title=Watchpost stopped::/m, '90'],
  ];
  for (const [ended, code, said, days] of ends)
    test(`that ended with ${ended}: ${code === 0 ? 'green' : 'red'}, its reports kept for ${days} days`, async () => {
      using machine = new Machine();
      machine.put('node', recorder(ended));
      const step = await runStep(machine, 'schedule', checks, { context: started({ 'inputs.cadence': 'http' }) });
      assert.deepEqual([step.code, step.outputs], [code, { 'retention-days': days }]);
      if (said) assert.match(step.stdout, said);
      else assert.doesNotMatch(step.stdout, /::/);
      const { job } = workflowOf('schedule');
      const upload = job.steps.find(({ uses }) => uses?.includes('upload-artifact'));
      const outputs = { 'steps.check.outputs.retention-days': days };
      assert.deepEqual([evaluate(upload?.if ?? '', outputs), evaluate(upload?.if ?? '', {})], ['true', 'false']);
      assert.equal(evaluate(upload?.with?.['retention-days'] ?? '', outputs), days);
    });

  test('whose run was killed before it had looked for secrets in what it wrote: nothing of that run is kept', async () => {
    using machine = new Machine();
    machine.put('node', recorder(137));
    const folder = (name: string) => join(machine.folder, 'reports', name);
    for (const name of ['whole', 'killed']) {
      mkdirSync(join(folder(name), 'evidence'), { recursive: true });
      writeFileSync(join(folder(name), 'run-record.json'), '{}');
    }
    writeFileSync(join(folder('whole'), 'scanned.txt'), '');
    const { stdout } = await runStep(machine, 'schedule', checks, { context: started({ 'inputs.cadence': 'http' }) });
    assert.deepEqual([existsSync(folder('whole')), existsSync(folder('killed'))], [true, false]);
    assert.match(stdout, /^::warning title=Watchpost::Withheld: \S+\/killed was not searched/m);
  });
});

describe('runs of the schedule', () => {
  const group = (context: Record<string, string>) => evaluate(schedule.concurrency?.group ?? '', started(context));

  test('follow each other whichever clock began them, cadence by cadence, and all that buys as one', () => {
    const byClock = cadences.map((cadence) => group({ 'inputs.cadence': cadence }));
    const byGitHub = crons.map((cron) => group({ 'github.event.schedule': cron }));
    assert.deepEqual(byClock, byGitHub);
    assert.deepEqual(
      byClock,
      ['http', 'browser', 'purchase', 'purchase'].map((one) => `schedule-shop-${one}`),
    );
    assert.equal(group({ 'inputs.cadence': 'http', 'inputs.target': 'other' }), 'schedule-other-http');
  });

  test('can be started for every cadence, and a triage for every symptom and without any layer', () => {
    assert.deepEqual(schedule.on.workflow_dispatch?.inputs['cadence']?.options, [...cadences]);
    const { symptom, mute } = workflowOf('triage').workflow.on.workflow_dispatch?.inputs ?? {};
    assert.deepEqual(symptom?.options?.toSorted(), [...symptoms].toSorted());
    assert.deepEqual(mute?.options, ['nothing', ...layers]);
  });
});
