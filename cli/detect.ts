import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { pooled } from '../fixtures/sample.ts';
import { runRecordSchema } from '../record/run-record.ts';
import { loadTarget } from '../targets/definition/load-target.ts';
import { Misconfigured, unknownWord } from '../targets/definition/problem.ts';
import { createCommand, runCommand } from './command.ts';
import { commitNow } from './commit-now.ts';
import { type Detection, isRight, judgeRow } from './detect/judge-row.ts';
import { loventiaRows, type Row } from './detect/rows.ts';
import { detectionHeader, detectionLine } from './detect/table.ts';

interface DetectFlags {
  system: string;
  fault?: string[];
  jobs: string;
  write?: string;
  json?: boolean;
}

const collect = (value: string, before: string[] = []) => [...before, ...value.split(',')];
const start = fileURLToPath(new URL('start.ts', import.meta.url));

const command = createCommand(
  'detect',
  'Switches on every fault of the demo, one after the other, and shows whether a run finds and names it.',
)
  .option('--system <name>', 'which system', 'loventia')
  .option('--fault <id>', 'only these faults; repeatable', collect)
  .option('--jobs <count>', 'how many runs at once', '1')
  .option('--write <file>', 'keeps the result as JSON, with date and commit')
  .option('--json', 'prints the result as JSON')
  .addHelpText(
    'after',
    '\nExit codes: 0 every fault was found and named and nothing else was blamed, 1 not so, 4 misconfigured.',
  );

await runCommand<DetectFlags>(command, async ({ system, fault, jobs, write, json }) => {
  const rows = chosenRows(system, fault);
  if (!json) console.log(detectionHeader);
  const detections = await pooled(rows.length, Number(jobs) || 1, async (at) => {
    const detection = await detect(rows[at] as Row);
    if (!json) console.log(detectionLine(detection));
    return detection;
  });
  const right = detections.filter(isRight).length;
  const result = {
    date: new Date().toISOString(),
    commit: commitNow(),
    system,
    evidence: 'outside only',
    right,
    of: rows.length,
    detections,
  };
  if (write) writeFileSync(write, `${JSON.stringify(result, null, 2)}\n`);
  console.log(
    json ? JSON.stringify(result) : `\n${right} of ${rows.length} faults found, named, and nothing else blamed`,
  );
  return right === rows.length ? 0 : 1;
});

function chosenRows(system: string, faults: readonly string[] | undefined): readonly Row[] {
  if (system !== 'loventia') throw new Misconfigured([unknownWord('--system', system, ['loventia'], 'one of')]);
  const known = loventiaRows.map(({ fault }) => fault);
  const unknown = (faults ?? []).filter((id) => !known.includes(id));
  if (unknown.length > 0) throw new Misconfigured(unknown.map((id) => unknownWord('--fault', id, known, 'one of')));
  return faults ? loventiaRows.filter(({ fault }) => faults.includes(fault)) : loventiaRows;
}

/** One run of the whole suite against a demo with the fault, in a world of its own. */
async function detect(row: Row): Promise<Detection> {
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-detect-'));
  try {
    const env = { ...process.env, WATCHPOST_REPORTS: join(folder, 'reports'), WATCHPOST_STORE: join(folder, 'store') };
    const child = spawn(process.execPath, [start, '--fault', row.fault, '--json'], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [out] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    const record = runRecordSchema.parse(JSON.parse(out));
    return judgeRow(row, record, await loadTarget('loventia'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
