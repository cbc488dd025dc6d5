import type { RunRecord } from '#record/run-record.ts';
import { outcomes } from '#record/vocabulary.ts';
import { type LayerRow, layerRows } from '../model/layer-rows.ts';
import type { Colors } from '../text/colors.ts';
import { clip, wrapWords } from '../text/wrap.ts';

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
