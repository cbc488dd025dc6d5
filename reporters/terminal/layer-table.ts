import { byLayer } from '#record/by-layer.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { type Outcome, outcomes } from '#record/vocabulary.ts';
import type { Colors } from '../text/colors.ts';
import { clip, wrapWords } from '../text/wrap.ts';

/** A layer as counts of how its checks came out. */
export interface LayerRow {
  layer: string;
  outcome: Outcome;
  counts: Record<Outcome, number>;
  /** The checks that did not pass; the worst first. */
  bad: CheckRecord[];
}

const worstFirst: readonly Outcome[] = ['fail', 'degraded', 'not-run', 'pass'];

/** One row for each layer that was looked at. */
export function layerRows({ checks }: Pick<RunRecord, 'checks'>): LayerRow[] {
  return byLayer(checks).flatMap(([layer, own]) => {
    const tally = (outcome: Outcome) => own.filter((check) => check.outcome === outcome).length;
    const counts = {
      pass: tally('pass'),
      degraded: tally('degraded'),
      fail: tally('fail'),
      'not-run': tally('not-run'),
    };
    const outcome = worstFirst.find((one) => counts[one] > 0);
    if (!outcome) return [];
    const bad = own
      .filter((check) => check.outcome !== 'pass')
      .toSorted((a, b) => worstFirst.indexOf(a.outcome) - worstFirst.indexOf(b.outcome));
    return [{ layer, outcome, counts, bad }];
  });
}

/** `3 pass, 1 fail`. */
const countsText = ({ counts }: LayerRow): string =>
  outcomes.flatMap((outcome) => (counts[outcome] > 0 ? [`${counts[outcome]} ${outcome}`] : [])).join(', ');

/** The layers, one a line, with the names of what does not hold. */
export function layerTable(record: RunRecord, width: number, paint: Colors): string[] {
  const rows = layerRows(record);
  const tone = { pass: paint.good, degraded: paint.warn, fail: paint.bad, 'not-run': paint.dim };
  const widest = Math.max(0, ...rows.map((row) => countsText(row).length));
  return rows.map((row) => {
    const mark = tone[row.outcome](paint.marks[row.outcome].padEnd(6));
    const start = `${row.layer.padEnd(10)}${countsText(row).padEnd(widest)}  `;
    const room = Math.max(width - 6 - start.length, 16);
    const names =
      clip(wrapWords(row.bad.map(({ id, muted }) => (muted ? `${id} (muted)` : id)).join(', '), room), 1, room)[0] ??
      '';
    return `${mark}${`${start}${names}`.trimEnd()}`;
  });
}
