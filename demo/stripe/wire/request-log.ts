import type { KeyMode } from './keys.ts';

/** One request as the stand-in saw it: never the key, never a parameter. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly keyMode: KeyMode | 'none';
}

/** Appends and lets go of the oldest. */
export function appendBounded<T>(log: T[], entry: T, limit = 1000): void {
  log.push(entry);
  if (log.length > limit) log.splice(0, log.length - limit);
}
