import type { Claim } from '#record/claim.ts';
import type { Target } from './schema.ts';

/** Whether a claim rests on a session that only a page hands out, so that it takes a browser whatever it asks then. */
export const signsInByPage = (
  { auth }: Pick<Target, 'auth'>,
  { layer, needs }: Pick<Claim, 'layer' | 'needs'>,
): boolean => auth?.kind === 'form' && (layer === 'auth' || needs.includes('auth/login'));
