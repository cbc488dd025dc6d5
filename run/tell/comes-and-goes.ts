import type { Share } from './looks.ts';

/** What is added to the title of something that comes and goes; nothing where it does not. */
export const comesAndGoes = (share: Pick<Share, 'red' | 'of'> | undefined): string =>
  share ? `, comes and goes (${share.red} of ${share.of} runs)` : '';
