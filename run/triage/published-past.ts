import type { ClaimsPast } from '#record/past.ts';
import type { PastRun } from '#store/past-runs.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import { publishedBefore } from '../published-before.ts';

/** Variables of which one is there where somebody has given a run access to AWS. */
const access = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

/**
 * Since when what holds, by what scheduled runs have published, for a triage on a machine without their store. Where no
 * access to AWS was given nothing is asked, so that nobody waits for it. Never rejects.
 */
export async function publishedPast(environment: Environment, tell: (line: string) => void): Promise<ClaimsPast> {
  if (!access.some((name) => environment[name])) return {};
  // What is wrong with the settings is said by the look itself.
  const settings = await loadSettings(environment).catch(() => undefined);
  if (!settings) return {};
  return claimsOf(await publishedBefore(settings.target, new Date().toISOString(), environment, tell));
}

/** What failed since when, and when it last held at all: whether it was strained then CloudWatch does not know. Pure. */
export function claimsOf(runs: readonly PastRun[]): ClaimsPast {
  const past: ClaimsPast = {};
  for (const { claims, endedAt } of runs)
    for (const [id, { outcome }] of Object.entries(claims))
      past[id] =
        outcome === 'fail' ? { troubledSince: endedAt, failingSince: endedAt, ...past[id] } : { heldAt: endedAt };
  return past;
}
