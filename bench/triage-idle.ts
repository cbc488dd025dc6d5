import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { bootDemo } from '#cli/boot-demo.ts';
import { processStat } from '#store/process-stat.ts';
import { treeOf } from './memory.ts';

// A triage between two looks. Prints how much of one core it takes there, in percent.

/** The first look is without pages and the second follows at once; the third is far away. */
const flags = ['--for', '20m', '--every', '5m'];
const observedMs = 20_000;
const msATick = 10;

const folder = mkdtempSync(join(tmpdir(), 'watchpost-bench-triage-'));
const demo = await bootDemo({ system: 'loventia', latency: '0', manyRuns: true });
const env = { ...process.env, ...demo.environment, WATCHPOST_REPORTS: folder, WATCHPOST_STORE: join(folder, 'store') };
const program = fileURLToPath(new URL('../cli/triage.ts', import.meta.url));
const child = spawn(process.execPath, [program, ...flags], { env, stdio: ['ignore', 'pipe', 'inherit'] });
const ended = once(child, 'exit');
try {
  const pid = await hasLooked(child);
  while ((await treeOf(pid)).length > 1) await pause(100);
  const [before, begun] = [workedMs(pid), performance.now()];
  await pause(observedMs);
  console.log(((workedMs(pid) - before) / (performance.now() - begun)) * 100);
} finally {
  child.kill('SIGINT');
  await ended;
  await demo.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Until two looks were told; the id of the command. */
function hasLooked({ pid = 0, stdout }: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let said = '';
  stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (/ {2}look 2 {2}/.test(said)) resolve(pid);
  });
  stdout?.once('end', () => reject(new Error(`triage ended before its second look: ${said}`)));
  return promise;
}

function workedMs(pid: number): number {
  const stat = processStat(pid);
  if (!stat) throw new Error('triage has ended, or the system does not tell what a process takes');
  return stat.worked * msATick;
}
