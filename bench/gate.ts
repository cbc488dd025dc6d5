import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { bootDemo } from '#cli/boot-demo.ts';
import { lastJsonIn, runChild } from '#cli/child-run.ts';
import { type RunRecord, runRecordSchema } from '#record/run-record.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { type GateAnswer, gateAnswerSchema } from '#run/gate/gate-answer.ts';
import { openStore } from '#store/open-store.ts';
import { loadSettings } from '#targets/definition/settings.ts';

// A gate whose deploy comes while it waits. Prints of a broken release how long it takes from when that is served everywhere
// to the end of the command, in ms, beyond the failing check and one look of the fence; of a good one by how many percent all
// that follows its arrival takes longer than its looks and their bake.

/** Between two looks of the fence while nothing has come, in ms. */
const pollMs = 1_000;
/** A fifth of the default: what a look costs beside its checks weighs five times as much. In ms. */
const bakeMs = 60_000;
/** Between two tasks of a rollout, in ms. */
const stepMs = 50;

const isGood = process.argv[2] === 'good';
const folder = mkdtempSync(join(tmpdir(), 'watchpost-bench-gate-'));
const demo = await bootDemo({ system: 'loventia', latency: '0', manyRuns: true });
try {
  const { code, answer, servedMs } = await gate();
  if (code !== (isGood ? 0 : 1)) throw new Error(`the gate ended with ${code}: ${JSON.stringify(answer)}`);
  console.log(isGood ? overheadPercent(answer, servedMs) : beyondCheckMs(answer, servedMs));
} finally {
  await demo.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** @returns with how long it went on after the release was served everywhere, in ms. */
async function gate(): Promise<{ code: number | null; answer: GateAnswer; servedMs: number }> {
  const environment = { ...demo.environment, WATCHPOST_STORE: join(folder, 'store') };
  const { target } = await loadSettings(environment);
  await demo.remember(openStore(target, environment), true);
  const baseline = join(folder, 'before.json');
  writeFileSync(baseline, JSON.stringify({ ...sampleRecord(), environment: target.environment }));
  const releases = Object.entries(demo.releases ?? {}).flatMap(([host, one]) => ['--release', `${host}=${one}`]);
  const spread = isGood ? ['--rounds', '3', '--bake', `${bakeMs / 1_000}s`] : [];
  let rollOut: Promise<number> | undefined;
  const onError = () => {
    rollOut ??= demo.rollOut?.(stepMs, isGood ? [] : ['ready-db']).then(() => performance.now());
  };
  const args = [...releases, ...spread, '--tier', 'http', '--baseline', baseline, '--json'];
  const options = { folder, environment: demo.environment, signal: AbortSignal.timeout(200_000), onError };
  const run = await runChild('gate.ts', args, options);
  const ended = performance.now();
  const line = lastJsonIn(run);
  if (!line) throw new Error(run.err);
  return {
    code: run.code,
    answer: gateAnswerSchema.parse(JSON.parse(line)),
    servedMs: ended - ((await rollOut) ?? ended),
  };
}

/** A look at what is broken is repeated: the check is counted once, all else is ours. */
function beyondCheckMs({ rounds, causes }: GateAnswer, servedMs: number): number {
  const [first] = rounds.flatMap(({ id }) => recordOf(id).checks.filter((one) => one.id === causes[0]?.check));
  if (!first) throw new Error('the record holds no failing check');
  return servedMs - first.durationMs - pollMs;
}

/** The looks at everything begin when they are due, so that only the last one comes on top of the bake. */
function overheadPercent({ rounds }: GateAnswer, servedMs: number): number {
  const [critical, last] = [rounds[0], rounds.at(-1)];
  if (rounds.length !== 4 || !critical || !last) throw new Error(`${rounds.length} looks`);
  return (servedMs / (critical.durationMs + bakeMs + last.durationMs) - 1) * 100;
}

function recordOf(id: string): RunRecord {
  return runRecordSchema.parse(JSON.parse(readFileSync(join(folder, 'reports', id, 'run-record.json'), 'utf8')));
}
