import { clockTime } from '#diagnosis/clock.ts';
import type { VerdictName } from '#record/vocabulary.ts';
import type { Answer } from '../model.ts';
import type { Colors } from '../text/colors.ts';
import { ordinal } from '../text/format.ts';

const tones = {
  ok: 'good',
  failed: 'bad',
  degraded: 'warn',
  inconclusive: 'warn',
  misconfigured: 'warn',
  empty: 'warn',
  interrupted: 'warn',
  terminated: 'warn',
} as const satisfies Record<VerdictName, keyof Colors>;

/** Verdict, severity, target, time and run, on one line. */
export function header({ record, diagnosis, redRuns }: Answer, width: number, paint: Colors): string {
  const { name } = record.verdict;
  const row = redRuns > 1 ? `${ordinal(redRuns)} red run in a row` : '';
  const word = name.toUpperCase();
  const room = width - word.length - 2;
  const where = record.environment === 'live' ? record.target : `${record.target} (${record.environment})`;
  const line = (...middle: string[]) => [diagnosis.severity, ...middle, `run ${record.id}`].filter(Boolean).join('  ');
  const time = clockTime(record.endedAt);
  const choices = [line(where, time, row), line(record.target, time, row), line(record.target, time)];
  const fitting = choices.find((one) => one.length <= room) ?? line(record.target, time).slice(0, room);
  return `${paint[tones[name]](word)}  ${fitting}`;
}
