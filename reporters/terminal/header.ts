import type { RunRecord } from '../../record/run-record.ts';
import type { VerdictName } from '../../record/vocabulary.ts';
import type { Before, Diagnosis } from '../../runbook/diagnosis.ts';
import { clockTime, ordinal } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';
import { clip, wrapWords } from '../text/wrap.ts';

const tones = {
  ok: 'good',
  failed: 'bad',
  degraded: 'warn',
  inconclusive: 'warn',
  misconfigured: 'warn',
  empty: 'warn',
  interrupted: 'warn',
  terminated: 'warn',
} as const satisfies Record<VerdictName, keyof Paint>;

/** Verdict, severity, target, time and run, on one line. */
export function header(diagnosis: Diagnosis, record: RunRecord, before: Before, width: number, paint: Paint): string {
  const { name } = record.verdict;
  const row = before.redRuns && before.redRuns > 1 ? `${ordinal(before.redRuns)} red run in a row` : '';
  const rest = [
    diagnosis.severity ?? '',
    record.environment === 'live' ? record.target : `${record.target} (${record.environment})`,
    clockTime(record.endedAt),
    row,
    `run ${record.id}`,
  ];
  const word = name.toUpperCase();
  const line = rest.filter(Boolean).join('  ');
  const room = width - word.length - 2;
  const fitting = line.length <= room ? line : (clip(wrapWords(line, room), 1, room)[0] ?? '');
  return `${paint[tones[name]](word)}  ${fitting}`;
}
