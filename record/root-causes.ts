import type { CheckRecord } from './run-record.ts';
import { type FailureClass, leavesNothingOpen } from './vocabulary.ts';

/** What is muted explains nothing: else it would take with it, unseen, whatever rests on it. Nor does what had no past. */
const isBroken = ({ outcome, notRun, muted }: CheckRecord) =>
  outcome !== 'pass' && !leavesNothingOpen(notRun) && !muted;

/**
 * Marks each failing, degraded or blocked check with the claims that explain it.
 *
 * A check is a symptom when a claim it needs, directly or through others, does not hold; `causedBy` then names the
 * deepest broken ones. A gateway's error under a need that is merely flaky is a degraded symptom of it, not a
 * failure of its own. Order of the checks is kept; nothing else is changed.
 */
export function markCauses(checks: readonly CheckRecord[]): CheckRecord[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const known = new Map<string, Set<CheckRecord>>();

  const rootsBelow = (check: CheckRecord): Set<CheckRecord> => {
    const seen = known.get(check.id);
    if (seen) return seen;
    const roots = new Set<CheckRecord>();
    known.set(check.id, roots);
    for (const need of check.needs.map((id) => byId.get(id))) {
      if (!need || !isBroken(need)) continue;
      const deeper = rootsBelow(need);
      for (const root of deeper.size > 0 ? deeper : [need]) if (explains(root, check)) roots.add(root);
    }
    return roots;
  };

  return checks.map((check) => (isBroken(check) ? explained(check, [...rootsBelow(check)]) : check));
}

/** Advice about these speaks of something that comes and goes; about a file, a picture or a header it does not. */
const comesAndGoes: ReadonlySet<FailureClass> = new Set([
  ...(['dns', 'tcp', 'tls', 'timeout', 'http-error', 'dependency', 'latency'] as const),
  ...(['edge-blocked', 'rate-limited', 'stripe', 'harness'] as const),
]);

const isFlaky = ({ degraded, failure }: CheckRecord) =>
  degraded !== 'advisory' || failure === undefined || comesAndGoes.has(failure.class);

/**
 * A broken claim explains what rests on it, unless it is merely degraded and the other failed: then only where it is flaky and
 * the other was a gateway's error. One that did not run explains only what did not run either: of it nothing is known. Nothing
 * explains itself.
 */
function explains(root: CheckRecord, check: CheckRecord): boolean {
  if (root.id === check.id) return false;
  if (root.outcome === 'not-run') return check.outcome === 'not-run';
  const mayHaveMetIt = check.failure?.unconfirmed === true && isFlaky(root);
  return root.outcome !== 'degraded' || check.outcome !== 'fail' || mayHaveMetIt;
}

function explained(check: CheckRecord, roots: CheckRecord[]): CheckRecord {
  const causedBy = roots.map((root) => root.id);
  const onlyFlaky = roots.length > 0 && roots.every((root) => root.outcome === 'degraded');
  if (!onlyFlaky || check.outcome !== 'fail') return { ...check, causedBy };
  return { ...check, causedBy, outcome: 'degraded', degraded: 'symptom', reason: `hit by ${causedBy.join(', ')}` };
}
