import type { Row } from '../rows.ts';

/** What is to be detected in the Marketplace. */
export const marketplaceRows: readonly Row[] = [];
