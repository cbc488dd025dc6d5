import type { DeclaredRequest, Target } from '#targets/target.ts';

/** The request that a check was made of, where the target declares it. */
export const declaredRequest = (checkId: string, { requests }: Target): DeclaredRequest | undefined =>
  checkId.startsWith('api/') ? requests[checkId.slice('api/'.length)] : undefined;
