import type { Notice } from '#reporters/json/notice-schema.ts';

type Line = Notice['lines'][number];

/** As many lines as fit, the most important first as they stand, and a word where some did not. */
export function fittingLines(lines: readonly Line[], room: number, sizeOf: (line: Line) => number): Line[] {
  const cut: Line = { label: 'Cut', text: 'the rest stands in the report' };
  let left = room - sizeOf(cut);
  const kept: Line[] = [];
  for (const line of lines) {
    left -= sizeOf(line);
    if (left < 0) return [...kept, cut];
    kept.push(line);
  }
  return kept;
}
