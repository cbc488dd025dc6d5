import { z } from 'zod';
import { isMaintenancePage } from './maintenance.ts';
import type { CheckRecord, RunRecord } from './run-record.ts';
import type { Outcome } from './vocabulary.ts';

const instant = z.string();

/** What the runs so far have seen of one claim: ISO instants of the ends of runs. */
const claimPastSchema = z.strictObject({
  /** When it last passed. */
  passedAt: instant.optional(),
  /** When it last held at all, if less well than promised. */
  heldAt: instant.optional(),
  /** The first run of the row, not over yet, in which it did not pass. */
  troubledSince: instant.optional(),
  /** The first run of the row, not over yet, in which it failed. */
  failingSince: instant.optional(),
  /** Where it has not held in announced maintenance, and not since: from which run on, and until when that was announced. */
  announced: z.strictObject({ since: instant, until: instant }).optional(),
  /** When the page of maintenance that it shows since it does not hold first said that it would be back. */
  promised: instant.optional(),
});
export type ClaimPast = z.infer<typeof claimPastSchema>;

/** The releases of a component that the runs so far have seen, the newest last. */
const releasePastSchema = z.array(
  z.strictObject({
    seen: z.array(z.string()),
    /** ISO instant of the end of the run that saw it first. */
    since: instant,
  }),
);
export type ReleasePast = z.infer<typeof releasePastSchema>;

/** So many are enough to find the last good one. */
const mostReleases = 5;

/** By the id of the claim. */
export const claimsPastSchema = z.record(z.string(), claimPastSchema);
export type ClaimsPast = z.infer<typeof claimsPastSchema>;

/** By the name of the component. */
export const releasesPastSchema = z.record(z.string(), releasePastSchema);
export type ReleasesPast = z.infer<typeof releasesPastSchema>;

/**
 * The past with one more run: what it did not look at stays as it was. What does not hold in announced maintenance is no
 * beginning of anything. Pure.
 */
export function claimsAfter(
  past: ClaimsPast,
  { checks, endedAt, maintenance }: Pick<RunRecord, 'checks' | 'endedAt' | 'maintenance'>,
): ClaimsPast {
  const after = maintenance ? claimInMaintenance(maintenance.until) : claimAfter;
  const looked = checks.filter(({ outcome }) => outcome !== 'not-run');
  return {
    ...past,
    ...Object.fromEntries(
      looked.map((check) => [
        check.id,
        withPromise(after(past[check.id], check.outcome, endedAt), past[check.id], check),
      ]),
    ),
  };
}

/** A page of maintenance is held to what it said first: each time that it is shown it asks for as much again. */
function withPromise(claim: ClaimPast, { promised }: ClaimPast = {}, { failure }: CheckRecord): ClaimPast {
  const said = isMaintenancePage(failure) ? (promised ?? failure?.facts.backAt) : undefined;
  return said ? { ...claim, promised: said } : claim;
}

function claimAfter(past: ClaimPast = {}, outcome: Outcome, at: string): ClaimPast {
  const { passedAt, heldAt, troubledSince = at, failingSince = at, announced } = past;
  if (outcome === 'pass') return { passedAt: at, heldAt: at };
  const kept = { ...(passedAt && { passedAt }), ...(announced && { announced }) };
  if (outcome === 'degraded') return { ...kept, heldAt: at, troubledSince };
  return { ...kept, ...(heldAt && { heldAt }), troubledSince, failingSince };
}

/** What was broken before the maintenance began stays what it is. */
const claimInMaintenance =
  (until: string) =>
  (past: ClaimPast = {}, outcome: Outcome, at: string): ClaimPast => {
    if (outcome === 'pass') return claimAfter(past, outcome, at);
    const { failingSince, promised: _, ...held } = past;
    const before =
      outcome === 'degraded' ? { ...held, heldAt: at } : { ...held, ...(failingSince && { failingSince }) };
    const isOlder = before.failingSince ?? (outcome === 'degraded' && before.troubledSince);
    return isOlder ? before : { ...before, announced: { since: past.announced?.since ?? at, until } };
  };

/** The past with the releases that one more run has seen. A release that takes over step by step came when it was first seen. Pure. */
export function releasesAfter(
  past: ReleasesPast,
  { releases, endedAt }: Pick<RunRecord, 'releases' | 'endedAt'>,
): ReleasesPast {
  const seenNow = Object.entries(releases).filter(([, seen]) => seen.length > 0);
  return {
    ...past,
    ...Object.fromEntries(seenNow.map(([name, seen]) => [name, releaseAfter(past[name], seen, endedAt)])),
  };
}

function releaseAfter(past: ReleasePast = [], seen: string[], at: string): ReleasePast {
  const newest = past.at(-1);
  const isKnown = newest && seen.every((release) => newest.seen.includes(release));
  if (isKnown) return [...past.slice(0, -1), { ...newest, seen }];
  return [...past, { seen, since: at }].slice(-mostReleases);
}
