import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsedJson } from '#record/parsed-json.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { gateAnswerSchema } from '#run/gate/gate-answer.ts';
import { openStore } from '#store/open-store.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import type { Target } from '#targets/target.ts';
import { bootDemo } from '../../boot-demo.ts';
import { type ChildRun, lastJsonIn, runChild } from '../../child-run.ts';
import type { BootedDemo } from '../../demo-system.ts';
import type { GateCase } from './gate-case.ts';
import { type GateDetection, judgeGate } from './judge-gate.ts';

/** Between two tasks of the rollout, in ms. */
const stepMs = 150;
/** As short as a row may be: one round, and a release that has not come by then does not. */
const quick = ['--rounds', '1', '--bake', '0s', '--fence-timeout', '25s', '--json'];
const kept = 'reports/detect-gate';

/** One gate of a release that the demo rolls out task by task while it waits, in a world of its own. */
export async function measureGate(system: string, one: GateCase, signal: AbortSignal): Promise<GateDetection> {
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-detect-gate-'));
  const { booting, rolledOut } = faultsOf(one);
  const demo = await bootDemo({ system, fault: booting, latency: '0', manyRuns: true });
  try {
    const { environment } = await remember(demo, folder);
    const started = performance.now();
    let isRollingOut = one.situation === 'never';
    const onError = () => {
      if (isRollingOut) return;
      isRollingOut = true;
      void demo.rollOut?.(stepMs, rolledOut);
    };
    const args = [
      ...flagsOf(demo),
      ...tiersOf(one, system),
      '--baseline',
      baselineIn(folder, one, system, environment),
    ];
    const run = await runChild('gate.ts', args, { folder, environment: demo.environment, signal, onError });
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    const detection = judgeGate(one, { code: run.code, answer: answerIn(run), seconds });
    if (detection.wrong.length === 0 || signal.aborted) return detection;
    const copy = join(kept, system, [one.situation, one.row?.fault].filter(Boolean).join('-'));
    rmSync(copy, { recursive: true, force: true });
    cpSync(join(folder, 'reports'), copy, { recursive: true });
    writeFileSync(join(copy, 'gate.log'), `${run.err}\n${run.out}`);
    return { ...detection, kept: copy };
  } finally {
    await demo.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A fault that no release brings is there beside it; one that comes with a release is so from its first task on. */
function faultsOf({ situation, row }: GateCase): { booting: string[]; rolledOut: string[] } {
  if (!row) return { booting: [], rolledOut: [] };
  const { goingBack, isSetAtBoot, keepsReleaseAway } = row.truth;
  const isBefore = situation === 'before' || isSetAtBoot || (goingBack === 'never' && !keepsReleaseAway);
  return isBefore ? { booting: [row.fault], rolledOut: [] } : { booting: [], rolledOut: [row.fault] };
}

async function remember(demo: BootedDemo, folder: string): Promise<Target> {
  const environment = { ...demo.environment, WATCHPOST_STORE: join(folder, 'store') };
  const { target } = await loadSettings(environment);
  await demo.remember(openStore(target, environment), true);
  return target;
}

const flagsOf = ({ releases = {} }: BootedDemo): string[] => [
  ...quick,
  ...Object.entries(releases).flatMap(([host, release]) => ['--release', `${host}=${release}`]),
];

/** How things stood before, as it was recorded: well, but for a fault that was there. */
function baselineIn(folder: string, { situation, row }: GateCase, system: string, environment: string): string {
  const file = join(folder, 'before.json');
  const record = sampleRecord(situation === 'before' ? changesOf(row.fault, system) : {});
  writeFileSync(file, JSON.stringify({ ...record, environment }));
  return file;
}

/** What is looked at: everything for a release that is well, else as much as it takes to see the fault. */
function tiersOf({ row }: GateCase, system: string): string[] {
  if (!row) return [];
  const { tier } = sampleRecord(changesOf(row.fault, system)).checks.find(({ id }) => id === row.check) ?? {};
  if (tier === 'browser') return ['--tier', 'http', '--tier', 'browser'];
  if (tier !== 'purchase') return ['--tier', 'http'];
  const byHand = row.check === 'billing/premium-page' || row.check === 'billing/hosted-page';
  return ['--tier', 'http', '--tier', 'purchase', ...(byHand ? [] : ['--depth', 'api'])];
}

const answerIn = (run: ChildRun) => gateAnswerSchema.safeParse(parsedJson(lastJsonIn(run) ?? '')).data;
