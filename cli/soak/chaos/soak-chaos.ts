import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { exitCodes } from '#record/vocabulary.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import { runChild } from '../../child-run.ts';
import { commitNow } from '../../commit.ts';
import { stopOnSignal } from '../../stop-on-signal.ts';
import { activeSubscriptions, bootLoventiaDemo } from '../../systems/loventia.ts';
import { writeResult } from '../../write-result.ts';
import { readResult } from '../soak-result.ts';
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
  /** Goes on where one of this commit was stopped, with its seed. */
  resume: boolean;
  /** Written after each run. */
  progressFile: string;
  /** Where the result is kept; undefined when it is not. */
  file: string | undefined;
}

/** Runs the suite against a demo again and again, and lets something else befall each run. */
export async function soakChaos(flags: ChaosFlags): Promise<number> {
  const { system, runs, only, json, resume, file, progressFile } = flags;
  if (system !== 'loventia') throw new ConfigError([unknownSystem(system)]);
  const stop = stopOnSignal();
  const tell = (line: string) => void process[json ? 'stderr' : 'stdout'].write(`${line}\n`);
  await using scene = await openScene(stop);
  const result = begin(flags, scene.typicalMs, resume ? readResult<ChaosResult>(progressFile) : undefined);
  const { seed, typicalMs } = result;
  const done = result.runs.length + result.missing.length;
  tell(`seed ${seed}; a run that nothing befalls takes ${(typicalMs / 1_000).toFixed(1)} s`);
  if (done > 0) tell(`goes on after ${chaosInWords(result)}`);
  const numbers = only === undefined ? Array.from({ length: runs }, (_, at) => at + 1).slice(done) : [only];
  for (const number of numbers) {
    const plan = planOf(seed, number, typicalMs);
    const run = await chaosRun(number, plan, scene);
    if (stop.aborted) break;
    add(result, number, plan, run);
    if (only === undefined) writeResult(progressFile, result);
    tell([lineOf(`${number}/${runs}`, plan, run), ...run.wrongs].join('\n         '));
  }
  result.date = new Date().toISOString();
  if (file !== undefined && !stop.aborted) writeResult(file, result);
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

/** From the start, or from where one of the same commit was stopped. */
function begin({ seed, runs }: ChaosFlags, typicalMs: number, before: ChaosResult | undefined): ChaosResult {
  const commit = commitNow();
  if (before?.commit === commit) return { ...before, wanted: runs };
  return {
    ...{ date: new Date().toISOString(), commit, node: process.version, cores: availableParallelism() },
    ...{ seed, wanted: runs, typicalMs, runs: [], missing: [], findings: [] },
  };
}

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
