import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import process from 'node:process';
import { createCommand, runCommand } from '#cli/command.ts';
import { writeResult } from '#cli/write-result.ts';
import { ConfigError, unknownWord } from '#targets/definition/problem.ts';
import { Demos, type Result, take } from './measure.ts';
import { type Measure, measures } from './measures.ts';
import { scratch } from './programs.ts';
import { renderAsked, renderTable } from './table.ts';

interface BenchOptions {
  only?: string[];
  runs: string;
  json?: boolean;
}

const ids = measures.map(({ id }) => id);
const collect = (value: string, before: string[] = []) => [...before, ...value.split(',')];
const command = createCommand('bench', 'Measures our commands beside what they are compared with, in turn.')
  .option('--only <measures>', `${ids.join(', ')}; repeatable`, collect)
  .option('--runs <n>', 'pairs a measure', '5')
  .option('--json', 'prints the results as JSON instead of the table');

await runCommand<BenchOptions>(command, async ({ only, runs, json = false }) => {
  const machine = machineNow();
  const results = await takeAll(chosen(only ?? ids), wholeNumber(runs));
  const report = { ...machine, runs: Number(runs), results };
  // A part of the measures is a look, not a result.
  if (!only) writeResult(new URL('./results.json', import.meta.url), report);
  process.stdout.write(
    json
      ? `${JSON.stringify(report, null, 2)}\n`
      : `${[renderTable(results), renderAsked(results), loadLine(machine)].filter(Boolean).join('\n\n')}\n`,
  );
  return results.every(({ ok }) => ok) ? 0 : 1;
});

async function takeAll(wanted: readonly Measure[], runs: number): Promise<Result[]> {
  const demos = new Demos();
  const results: Result[] = [];
  mkdirSync(scratch, { recursive: true });
  try {
    for (const measure of wanted) {
      process.stderr.write(`${measure.title} …\n`);
      results.push(await take(measure, await demos.at(measure), runs));
    }
    return results;
  } finally {
    await demos.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function chosen(only: readonly string[]): Measure[] {
  const unknown = only.filter((id) => !ids.includes(id));
  if (unknown.length > 0) throw new ConfigError(unknown.map((id) => unknownWord('--only', id, ids, 'one of')));
  return measures.filter(({ id }) => only.includes(id));
}

function wholeNumber(written: string): number {
  if (/^[1-9]\d*$/.test(written)) return Number(written);
  const remedy = 'write a whole number from 1 up';
  throw new ConfigError([{ where: '--runs', found: `"${written}"`, expected: 'how many pairs', remedy }]);
}

function machineNow() {
  const [load = 0] = loadavg();
  return {
    date: new Date().toISOString(),
    commit: commit(),
    node: process.version,
    cores: availableParallelism(),
    load,
  };
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'none';
  }
}

function loadLine({ node, cores, load }: ReturnType<typeof machineNow>): string {
  const busy = load > cores ? ': a busy machine, trust the ratios and not the figures' : '';
  return `Node ${node}, ${cores} cores, load ${load.toFixed(1)} at the start${busy}`;
}
