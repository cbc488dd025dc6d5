import type { Cause } from '#diagnosis/model.ts';
import { atOneMoment } from '#record/at-one-moment.ts';
import type { RunRecord } from '#record/run-record.ts';
import { exitCodes, type VerdictName } from '#record/vocabulary.ts';
import { pastRunOf } from '#store/past-runs.ts';
import type { Target } from '#targets/target.ts';
import { type Advice, type Deployed, type GateCause, gateCause, type RollbackScope } from './gate-cause.ts';
import { type Slower, slowerThanBefore } from './slower.ts';

/** One look at the target after a deploy. */
export interface Round {
  /** `critical` are only the claims without which nobody can use the product, over HTTP. */
  kind: 'critical' | 'all';
  record: RunRecord;
  causes: readonly Cause[];
}

/** How a deploy is judged. */
export interface Decision {
  verdict: VerdictName;
  /** Whether this is a reason to hold the deploy up. */
  blocks: boolean;
  rollback: Advice;
  /** The reason of the advice. */
  why: string;
  scope: RollbackScope | 'both' | 'none';
  causes: GateCause[];
  slower: Slower[];
  /** Failed once, and not when it was looked at again. */
  passing: string[];
}

/** Failures that do not come and go: one sight is enough. */
const lasting = ['contract', 'cookie', 'cors', 'asset', 'release'];

/** Whether a look has shown for certain that the deploy is broken, so that no other is needed. Pure. */
export function isSure(rounds: readonly Round[], deployed: Deployed): boolean {
  const last = rounds.at(-1);
  return (last?.causes ?? []).some((cause) => {
    const { age } = gateCause(cause, deployed);
    const { party } = cause.owner;
    if (cause.outcome !== 'fail' || age === 'old' || (party !== 'app' && party !== 'edge')) return false;
    const seen = inARow(cause, rounds);
    if (cause.confidence.level === 'low' || party === 'edge') return seen >= 3;
    return seen >= 2 || (cause.confidence.level === 'high' && lasting.includes(cause.class));
  });
}

/** How often in a row, the last time included, the same claim failed in the same way. */
function inARow({ checks: [lead], class: seen }: Cause, rounds: readonly Round[]): number {
  const timesIn = ({ record }: Round) => {
    const fails = record.checks.find(
      ({ id, outcome, failure }) => id === lead && outcome === 'fail' && failure?.class === seen,
    );
    return fails ? (fails.seen ?? 1) : 0;
  };
  const times = rounds.map(timesIn);
  return times.slice(times.lastIndexOf(0) + 1).reduce((sum, one) => sum + one, 0);
}

/** Something new fails, and it is not sure yet: it is looked at again at once. Pure. */
export const isDoubtful = (rounds: readonly Round[], deployed: Deployed): boolean =>
  (rounds.at(-1)?.causes ?? []).some(
    (cause) =>
      cause.outcome === 'fail' &&
      (cause.owner.party === 'app' || cause.owner.party === 'edge') &&
      gateCause(cause, deployed).age !== 'old',
  );

/** Judges a deploy by all looks at it. Pure. */
export function decide(rounds: readonly Round[], deployed: Deployed, { gate }: Pick<Target, 'gate'>): Decision {
  const last = rounds.at(-1);
  const whole = rounds.filter(({ kind }) => kind === 'all').map(({ record }) => pastRunOf(record));
  const slower = slowerThanBefore(whole, deployed.before.runs, gate.latency);
  const causes = [...(last?.causes ?? []), ...seenOnce(rounds)]
    .filter((cause) => !isSlowOnce(cause, rounds))
    .map((cause) => gateCause(cause, deployed));
  const failing = causes.filter(({ cause, age }) => cause.outcome === 'fail' && age !== 'old');
  const passing = passed(rounds, causes);
  const own = failing.filter(({ cause }) => cause.owner.party === 'app');
  const advised = adviceOf(own.length > 0 ? own : causes, slower);
  const verdict = verdictOf(last?.record, failing, causes.length + slower.length + passing.length > 0);
  return { verdict, blocks: verdict === 'failed' && own.length > 0, ...advised, causes, slower, passing };
}

/** What a run says of itself goes first; what it says of the target counts as far as the deploy brought it. */
function verdictOf(record: RunRecord | undefined, failing: readonly GateCause[], strained: boolean): VerdictName {
  const own = record?.verdict.name ?? 'empty';
  if (own === 'interrupted' || own === 'terminated' || own === 'empty') return own;
  if (failing.some(({ cause }) => cause.owner.party === 'app' || cause.owner.party === 'edge')) return 'failed';
  const reasons = record?.verdict.reasons.map(({ verdict }) => verdict) ?? [];
  const open = (['misconfigured', 'inconclusive'] as const).find((one) => reasons.includes(one));
  if (open) return open;
  return strained ? 'degraded' : 'ok';
}

function adviceOf(
  causes: readonly GateCause[],
  slower: readonly Slower[],
): Pick<Decision, 'rollback' | 'why' | 'scope'> {
  const [lead] = (['yes', 'unsure', 'no'] as const).flatMap((advice) => causes.filter((one) => one.advice === advice));
  if (!lead && slower.length > 0)
    return { rollback: 'unsure', why: 'it works, more slowly than before the deploy', scope: 'none' };
  if (!lead) return { rollback: 'no', why: 'nothing is wrong that came with the deploy', scope: 'none' };
  const { advice, why } = lead;
  if (advice === 'no') return { rollback: advice, why, scope: 'none' };
  const scopes = new Set(causes.filter((one) => one.advice === advice).flatMap(({ scope }) => scope ?? []));
  const [scope = 'none'] = scopes;
  return { rollback: advice, why, scope: scopes.size > 1 ? 'both' : scope };
}

/** The causes of earlier looks that the last one cannot have seen. */
function seenOnce(rounds: readonly Round[]): Cause[] {
  const last = rounds.at(-1)?.causes.flatMap(({ checks }) => checks) ?? [];
  const seen = rounds.slice(0, -1).flatMap(({ record, causes }) =>
    causes.flatMap((cause) => {
      const [lead = ''] = cause.checks;
      const code = record.checks.find(({ id }) => id === lead)?.failure?.code ?? '';
      return atOneMoment.includes(code) && !last.includes(lead) ? [[lead, cause] as const] : [];
    }),
  );
  return [...new Map(seen).values()];
}

/** Slow in fewer than half of the rounds, so that its median is not. */
function isSlowOnce(cause: Cause, rounds: readonly Round[]): boolean {
  const slowIn = (record: RunRecord) =>
    cause.checks.every((id) => record.checks.some((check) => check.id === id && check.degraded === 'slow'));
  const last = rounds.at(-1);
  if (cause.outcome !== 'degraded' || !last || !slowIn(last.record)) return false;
  return rounds.filter(({ record }) => slowIn(record)).length * 2 < rounds.length;
}

/** Claims of the deploy that failed and then held. */
function passed(rounds: readonly Round[], causes: readonly GateCause[]): string[] {
  const earlier = rounds.slice(0, -1).flatMap(({ causes: seen }) => seen.filter(({ outcome }) => outcome === 'fail'));
  const still = causes.flatMap(({ cause }) => cause.checks);
  const again = rounds.flatMap(({ record }) => record.checks.filter(({ heldAgain }) => heldAgain).map(({ id }) => id));
  const gone = [...earlier.flatMap(({ checks: [lead] }) => lead ?? []), ...again].filter((id) => !still.includes(id));
  return [...new Set(gone)];
}

/** How the command ends. */
export interface Ending {
  mode: 'observe' | 'block';
  onInconclusive?: 'block' | 'pass' | undefined;
  /** What is judged is the way back itself: that is never held up. */
  isRollback: boolean;
}

/** The exit code: 1 and 3 hold the deploy up, 2 lets it pass and wants to be looked at. Pure. */
export function exitOf({ verdict, blocks }: Pick<Decision, 'verdict' | 'blocks'>, ending: Ending): number {
  const { mode, isRollback, onInconclusive = mode === 'block' ? 'block' : 'pass' } = ending;
  if (verdict === 'failed') return blocks && mode === 'block' && !isRollback ? exitCodes.failed : exitCodes.degraded;
  if (verdict === 'inconclusive')
    return onInconclusive === 'block' && !isRollback ? exitCodes.inconclusive : exitCodes.degraded;
  return exitCodes[verdict];
}
