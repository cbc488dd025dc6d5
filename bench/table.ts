import type { Asked } from './count-asked.ts';
import type { Result } from './measure.ts';

const columns = ['measure', 'ours', 'beside', 'ratio', 'pairs', 'must', 'verdict'];

/** The results as a table for people. */
export function renderTable(results: readonly Result[]): string {
  const rows = [columns, ...results.map(rowOf)];
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const lines = rows.map((row) =>
    row.map((cell, at) => (at ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[0] ?? 0))),
  );
  return lines.map((cells) => cells.join('  ').trimEnd()).join('\n');
}

function rowOf({ title, unit, medians, ratio, must, reach, ok, unequal }: Result): string[] {
  const figure = (value: number | undefined) =>
    value === undefined ? '' : `${unit === '%' ? value.toFixed(1) : Math.round(value)} ${unit}`;
  const better = reach !== undefined && (ratio?.value ?? medians.ours) <= reach && 'good';
  const missed = unequal ? 'UNEQUAL' : 'MISSED';
  const verdict = ok ? better || 'ok' : missed;
  return [
    title,
    figure(medians.ours),
    figure(medians.beside),
    ratio ? ratio.value.toFixed(2) : '',
    ratio ? ratio.range.map((one) => one.toFixed(2)).join('-') : '',
    `<= ${ratio ? Number(must.toFixed(2)) : figure(must)}`,
    verdict,
  ];
}

/** What both sides asked of the demo, and where they differ, so that a reader can see whether they did the same work. */
export function renderAsked(results: readonly Result[]): string {
  const whole = results.find(({ sameWork, asked }) => sameWork && asked);
  if (!whole?.asked) return '';
  const { ours, beside } = whole.asked;
  const line = ({ own, browser, connections }: Asked) =>
    `${own} requests of its own, ${browser} by the browser, over ${connections} connections`;
  const differences = differing(ours, beside).map((route) => `          ${route}`);
  return [
    `asked of the demo in one run of "${whole.title}", its servers' questions to each other included`,
    `  ours    ${line(ours)}`,
    `  beside  ${line(beside)}`,
    ...(differences.length > 0 ? ['  where they differ, ours and beside:', ...differences] : []),
  ].join('\n');
}

function differing(ours: Asked, beside: Asked): string[] {
  const routes = [...new Set([...Object.keys(ours.routes), ...Object.keys(beside.routes)])];
  const counts = routes.map((route) => ({ route, one: ours.routes[route] ?? 0, other: beside.routes[route] ?? 0 }));
  return counts
    .filter(({ one, other }) => one !== other)
    .map(({ route, one, other }) => `${String(one).padStart(3)} ${String(other).padStart(3)}  ${route}`);
}
