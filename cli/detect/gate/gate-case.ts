import type { Row } from '../rows.ts';

/**
 * How a gate meets a release of the demo: `well` with nothing wrong, `never` when it does not come, `with` a fault in it, and
 * after a fault that was there `before`.
 */
export const situations = ['well', 'never', 'with', 'before'] as const;
export type Situation = (typeof situations)[number];

/** One gate: a release, and what is wrong with it or with the time before. */
export type GateCase = { situation: 'well' | 'never'; row?: never } | { situation: 'with' | 'before'; row: Row };

/** A few that are red before their deploy stand for all: what a gate makes of the time before is one thing for every check. */
const redBefore = ['ready-db', 'login-500', 'asset-missing', 'webhook-500'];

/** The gates that answer for these rows; without a choice of rows a release that is well, and one that never comes, too. */
export function gateCases(rows: readonly Row[], isChoice: boolean): GateCase[] {
  const before = rows.filter(({ fault }) => redBefore.includes(fault));
  return [
    ...(isChoice ? [] : [{ situation: 'well' } as const, { situation: 'never' } as const]),
    ...rows.map((row) => ({ situation: 'with', row }) as const),
    ...before.map((row) => ({ situation: 'before', row }) as const),
  ];
}
