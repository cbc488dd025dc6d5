import type { GateDetection } from './judge-gate.ts';

const columns = [22, 9, 6, 10, 10, 6, 8, 28];

/** The head of the table. */
export const gateHeader: string = inColumns([
  ...['fault', 'when', 'code', 'rollback', 'scope', 'looks', 'seconds', 'cause', 'wrong'],
]);

/** One gate of the table. */
export function gateLine({ fault = '-', situation, wrong, kept, ...one }: GateDetection): string {
  const { code, rollback = '-', scope = '-', looks, seconds, cause = '-' } = one;
  const figures = [String(code), rollback, scope, String(looks), seconds.toFixed(1), cause];
  const line = inColumns([fault, situation, ...figures, wrong.join('; ') || '-']);
  return kept ? `${line}\n  kept: ${kept}` : line;
}

function inColumns(cells: readonly string[]): string {
  return cells.map((cell, at) => cell.padEnd(columns[at] ?? 0)).join(' ');
}
