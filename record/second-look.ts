import type { RunHeader } from './run-record.ts';

/** Whether a run is the second look of a schedule, a moment after a red run: it speaks for what was red and for nothing else. */
export const isSecondLook = ({ trigger, round }: Pick<RunHeader, 'trigger' | 'round'>): boolean =>
  trigger === 'schedule' && round > 1;
