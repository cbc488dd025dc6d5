import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { exitCodes } from '#record/vocabulary.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import { runChild } from '../../child-run.ts';
import { commitNow } from '../../commit.ts';
import { stopOnSignal } from '../../stop-on-signal.ts';
import { activeSubscriptions, bootLoventiaDemo } from '../../systems/loventia.ts';
import { type ChaosResult, chaosInWords } from './chaos-result.ts';
import { type ChaosRun, chaosRun, type Scene } from './chaos-run.ts';
import { healthy } from './misfortunes.ts';
import { type Plan, planOf } from './plan.ts';
import { troubledService } from './troubled-service.ts';

interface ChaosFlags {
  system: string;
  runs: number;
  seed: number;
  /** Only this one. */
  only: number | undefined;
  json: boolean;
  /** Where the result is kept; undefined when it is not. */
  file: string | undefined;
}

/** Runs the suite against a demo again and again, and lets something else befall each run. */
export async function soakChaos({ system, runs, seed, only, json, file }: ChaosFlags): Promise<number> {
  if (system !== 'loventia') throw new ConfigError([unknownSystem(system)]);
  const stop = stopOnSignal();
  const tell = (line: string) => void process[json ? 'stderr' : 'stdout'].write(`${line}\n`);
  await using scene = await openScene(stop);
  tell(`seed ${seed}; a run that nothing befalls takes ${(scene.typicalMs / 1_000).toFixed(1)} s`);
  const result = begin(seed, runs, scene.typicalMs);
  const numbers = only === undefined ? Array.from({ length: runs }, (_, at) => at + 1) : [only];
  for (const number of numbers) {
    const plan = planOf(seed, number, scene.typicalMs);
    const run = await chaosRun(number, plan, scene);
    if (stop.aborted) break;
    add(result, number, plan, run);
    tell([lineOf(`${number}/${runs}`, plan, run), ...run.wrongs].join('\n         '));
  }
  result.date = new Date().toISOString();
  if (file !== undefined && !stop.aborted) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  }
  tell(chaosInWords(result));
  if (json) console.log(JSON.stringify(result));
  if (stop.aborted) return exitCodes.interrupted;
  return result.findings.length === 0 ? exitCodes.ok : exitCodes.failed;
}

/** One demo for all runs, and the store of a run that nothing befell. */
async function openScene(signal: AbortSignal): Promise<Scene & AsyncDisposable & { typicalMs: number }> {
  await using opened = new AsyncDisposableStack();
  const given = { faults: [], latencyMs: 0, jitterMs: 0, evidence: [], manyRuns: true, plant: false };
  const booted = await bootLoventiaDemo(given);
  opened.defer(booted.close);
  const { demo } = booted;
  const cloudwatch = opened.use(await troubledService(demo.urls.cloudwatch));
  const environment = { ...booted.environment, AWS_ENDPOINT_URL_CLOUDWATCH: cloudwatch.url };
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-chaos-past-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const begun = performance.now();
  const args = ['--target', 'loventia', '--trigger', 'schedule'];
  const { code, err } = await runChild('check.ts', args, { folder, environment, signal });
  const typicalMs = Math.round(performance.now() - begun);
  if (code === null || !healthy.includes(code))
    throw new Error(`the run that nothing befell ended with ${code}: ${err.trim().slice(-500)}`);
  const past = join(folder, 'past');
  cpSync(join(folder, 'store'), past, { recursive: true });
  const bought = () => activeSubscriptions(demo);
  const stack = opened.move();
  const dispose = () => stack.disposeAsync();
  return {
    ...{ environment, cloudwatch, series: demo.cloudwatchSeries, bought, past, signal, typicalMs },
    [Symbol.asyncDispose]: dispose,
  };
}

const unknownSystem = (found: string) => ({
  where: '--system',
  found: `"${found}"`,
  expected: 'loventia',
  remedy: 'it is the one that sells and whose CloudWatch is troubled',
});

const begin = (seed: number, wanted: number, typicalMs: number): ChaosResult => ({
  ...{ date: new Date().toISOString(), commit: commitNow(), node: process.version, cores: availableParallelism() },
  ...{ seed, wanted, typicalMs, runs: [], missing: [], findings: [] },
});

function add(result: ChaosResult, run: number, { misfortune, afterMs }: Plan, seen: ChaosRun): void {
  const { seconds, struck, wrongs, kept, missing } = seen;
  if (missing !== undefined) result.missing.push({ run, misfortune, why: missing });
  else result.runs.push({ run, misfortune, afterMs, struck, seconds });
  if (kept !== undefined) result.findings.push({ run, misfortune, afterMs, what: wrongs, kept });
}

function lineOf(number: string, { misfortune, afterMs }: Plan, { seconds, struck, kept, missing }: ChaosRun): string {
  const ok = struck ? 'ok' : 'ok, it came too late';
  const came = missing ?? (kept ? `FOUND, kept in ${kept}` : ok);
  return `${number.padEnd(8)} ${misfortune.padEnd(16)} ${String(afterMs).padStart(6)} ms ${seconds.toFixed(1).padStart(6)} s  ${came}`;
}
