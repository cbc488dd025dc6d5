import type { Cause } from './model.ts';

/** What a cause is called in a word: its most telling check, or the runner where no check says so. */
export const causeName = ({ checks: [lead = 'the runner'] }: Pick<Cause, 'checks'>): string => lead;
