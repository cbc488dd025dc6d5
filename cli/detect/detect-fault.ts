import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRecord } from '#record/run-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { recordIn, runChild } from '../child-run.ts';
import { type Detection, isRight, judgeRow } from './judge-row.ts';
import type { Asked } from './rows.ts';

/** More evidence decides what the webhook means; the pages were looked at when the fault was seen from outside. */
const withoutPages = ['--tier', 'http', '--tier', 'purchase', '--depth', 'api'];

/** Where the folder of a run is kept that did not answer as it should. */
const kept = 'reports/detect';

/**
 * One run against the demo of a system with the fault, in a world of its own: of the whole suite, or with more evidence.
 *
 * @param past the store of a run before the fault, which it gets a copy of.
 * @param keep is given the record of a run that was right.
 */
export async function detect(
  system: string,
  { row, evidence }: Asked,
  past: string,
  signal: AbortSignal,
  keep: (record: RunRecord) => void,
): Promise<Detection> {
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-detect-'));
  const given = evidence === 'outside' ? [] : [...withoutPages, '--evidence', evidence];
  try {
    const run = await runChild('start.ts', ['--system', system, '--fault', row.fault, ...given, '--json'], {
      folder,
      past,
      signal,
    });
    const record = recordIn(run);
    const detection = record
      ? judgeRow(row, record, await loadTarget(system), evidence)
      : withoutRecord(row.fault, evidence, `ended with ${run.code} and no record: ${run.err.trim().slice(-300)}`);
    if (record && isRight(detection)) keep(record);
    if (isRight(detection) || signal.aborted) return detection;
    const copy = join(kept, system, `${row.fault}-${evidence}`);
    rmSync(copy, { recursive: true, force: true });
    cpSync(join(folder, 'reports'), copy, { recursive: true });
    return { ...detection, kept: copy };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const withoutRecord = (fault: string, evidence: Detection['evidence'], problem: string): Detection => ({
  fault,
  evidence,
  found: false,
  named: false,
  incidents: [],
  falseCauses: [],
  seconds: 0,
  problem,
});
