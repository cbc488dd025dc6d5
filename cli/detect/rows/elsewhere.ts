import { accounts } from './elsewhere/accounts.ts';
import { pages } from './elsewhere/pages.ts';
import type { ElsewhereRow } from './elsewhere/row.ts';
import { serving } from './elsewhere/serving.ts';

/** Kinds of faults as real products have them, each with the facts that runs against small systems of that kind showed. */
export const elsewhere: readonly ElsewhereRow[] = [...serving, ...pages, ...accounts];
