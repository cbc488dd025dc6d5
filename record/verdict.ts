import { expectsMaintenance, isMaintenancePage } from './maintenance.ts';
import type { CheckRecord, RunRecord, VerdictReason } from './run-record.ts';
import { exitCodes, type Layer, leavesNothingOpen, type Party, type VerdictName } from './vocabulary.ts';

/** What else bears on the verdict and is not in a check. */
export interface RunEnding {
  /** The signal that ended the run. */
  signal?: 'SIGINT' | 'SIGTERM';
  /** The run hit its own deadline. */
  deadline?: boolean;
  /** Secrets found in an artifact, which is then withheld. */
  leaks?: string[];
}

type Judged = Pick<RunRecord, 'checks' | 'expected' | 'harness'> & Partial<Pick<RunRecord, 'maintenance' | 'trigger'>>;

/** The order in which reasons win; the record keeps all of them. A misconfiguration found before the run never gets here. */
const precedence: readonly VerdictName[] = [
  'interrupted',
  'terminated',
  'failed',
  'misconfigured',
  'inconclusive',
  'empty',
  'degraded',
];

/**
 * Decides how a run ended. Fails closed: only a run in which every expected check ran and passed is `ok`, but for those
 * that had nothing of an earlier run to compare with.
 */
export function judge(run: Judged, ending: RunEnding = {}): RunRecord['verdict'] {
  const reasons = [...endings(ending, run.checks), ...ofChecks(run), ...ofCompleteness(run)];
  const rank = (reason: VerdictReason) => precedence.indexOf(reason.verdict);
  const sorted = reasons.toSorted((a, b) => rank(a) - rank(b));
  const name = sorted[0]?.verdict ?? 'ok';
  const passed = run.checks.filter(({ outcome }) => outcome === 'pass').length;
  const held = `${passed} of ${run.expected.length} expected checks ran and passed`;
  const counted = sorted.length > 0 ? sorted : [{ verdict: 'ok' as const, message: held }];
  return { name, code: exitCodes[name], reasons: [...counted, ...run.checks.flatMap(whyMuted)] };
}

/** The same verdict with one more reason, which wins where it is worse than what was known. */
export function withReason({ reasons }: RunRecord['verdict'], more: VerdictReason): RunRecord['verdict'] {
  const counted = [...reasons.filter(({ verdict }) => verdict !== 'ok'), more];
  const [first = more, ...rest] = counted.toSorted(
    (a, b) => precedence.indexOf(a.verdict) - precedence.indexOf(b.verdict),
  );
  const remarks = reasons.filter(({ verdict }) => verdict === 'ok');
  return { name: first.verdict, code: exitCodes[first.verdict], reasons: [first, ...rest, ...remarks] };
}

/** What would have counted, and why it does not. */
function whyMuted({ id, muted, outcome, failure, reason }: CheckRecord): VerdictReason[] {
  if (!muted || outcome === 'pass') return [];
  const { owner, until } = muted;
  const message = `muted by ${owner} until ${until}, does not count: ${id}: ${failure?.message ?? reason ?? outcome}`;
  return [{ verdict: 'ok', message }];
}

function endings({ signal, deadline, leaks = [] }: RunEnding, checks: readonly CheckRecord[]): VerdictReason[] {
  const reasons: VerdictReason[] = [];
  if (signal === 'SIGINT') reasons.push({ verdict: 'interrupted', message: 'stopped by SIGINT' });
  if (signal === 'SIGTERM') reasons.push({ verdict: 'terminated', message: 'stopped by SIGTERM' });
  const underWay = checks.filter(({ notRun, attempts }) => notRun === 'cut-off' && attempts > 0).map(({ id }) => id);
  const during = underWay.length > 0 ? ` with ${underWay.join(', ')} under way` : '';
  if (deadline) reasons.push({ verdict: 'inconclusive', message: `the deadline of the run passed${during}` });
  for (const leak of leaks) reasons.push({ verdict: 'inconclusive', message: `withheld: ${leak}` });
  return reasons;
}

function ofChecks(run: Judged): VerdictReason[] {
  const { checks } = run;
  const edgeRefusesUs = everyAnswerIsBlocked(checks);
  const byId = Map.groupBy(checks, ({ id }) => id);
  const reasons = checks.flatMap((check) => reasonOf(check, { run, byId, edgeRefusesUs }));
  if (edgeRefusesUs) {
    reasons.push({ verdict: 'inconclusive', message: 'every host answers edge-blocked: the edge refuses the probe' });
  }
  return reasons;
}

interface Whole {
  run: Judged;
  byId: ReadonlyMap<string, readonly CheckRecord[]>;
  edgeRefusesUs: boolean;
}

function reasonOf(check: CheckRecord, { run, byId, edgeRefusesUs }: Whole): VerdictReason[] {
  if (check.muted) return [];
  const message = `${check.id}: ${check.failure?.message ?? check.reason ?? check.outcome}`;
  if (check.outcome === 'degraded') return [{ verdict: 'degraded', message }];
  if (check.notRun === 'misconfigured') return [{ verdict: 'misconfigured', message }];
  if (check.outcome !== 'fail') return [];
  if (edgeRefusesUs && (check.failure?.class === 'edge-blocked' || check.causedBy.length > 0)) return [];
  const blamed = blamedFor(check, byId);
  const isPlanned = expectsMaintenance(run) && blamed.every(({ failure }) => isMaintenancePage(failure));
  return [{ verdict: isPlanned ? 'degraded' : verdictFor(answering(blamed)), message }];
}

/** What a failure is put down to: for a symptom, its causes. */
function blamedFor(check: CheckRecord, byId: Whole['byId']): CheckRecord[] {
  const causes = check.causedBy.flatMap((id) => byId.get(id) ?? []);
  return causes.length > 0 ? causes : [check];
}

/** Who answers for it. */
const answering = (blamed: readonly CheckRecord[]): Set<Party> =>
  new Set(blamed.map((cause) => cause.failure?.party ?? 'suite'));

function verdictFor(blamed: Set<Party>): VerdictName {
  if (blamed.has('app') || blamed.has('edge')) return 'failed';
  return blamed.has('suite') ? 'inconclusive' : 'degraded';
}

/** True when everything that speaks HTTP was refused by the edge, so that nothing can be said of the app. */
function everyAnswerIsBlocked(checks: readonly CheckRecord[]): boolean {
  const asked = checks.filter(({ layer, outcome }) => !notAskedOfTheEdge.includes(layer) && outcome !== 'not-run');
  // A page that stays blank because its index was refused says nothing of its own.
  const overHttp = asked.filter(({ failure, causedBy }) => failure?.class === 'edge-blocked' || causedBy.length === 0);
  return overHttp.length > 1 && overHttp.every(({ failure }) => failure?.class === 'edge-blocked');
}

/** Names, connections and certificates say nothing of a firewall, and Stripe answers for itself. */
const notAskedOfTheEdge: readonly string[] = ['edge', 'billing'] satisfies Layer[];

function ofCompleteness({ checks, expected, harness }: Judged): VerdictReason[] {
  const reasons: VerdictReason[] = harness.map((message) => ({
    verdict: 'inconclusive',
    message: `harness: ${message}`,
  }));
  const undecided = undecidedChecks({ checks, expected });
  if (undecided.length > 0) {
    const message = `${undecided.length} of ${expected.length} expected checks did not run: ${undecided.slice(0, 5).join(', ')}`;
    reasons.push({ verdict: 'inconclusive', message });
  }
  if (expected.length === 0 && harness.length === 0)
    reasons.push({ verdict: 'empty', message: 'nothing was selected' });
  if (checks.length > 0 && checks.every(({ notRun }) => notRun === 'no-past'))
    reasons.push({ verdict: 'empty', message: 'no earlier run has left what this one compares with' });
  return reasons;
}

/** Expected checks of which nothing is known: never started, cut off, or without input and without a known cause. */
export function undecidedChecks({ checks, expected }: Pick<Judged, 'checks' | 'expected'>): string[] {
  const decided = new Set(checks.filter(isDecided).map(({ id }) => id));
  const open = new Set(checks.filter((check) => !isDecided(check)).map(({ id }) => id));
  return expected.filter((id) => !decided.has(id) || open.has(id));
}

const isDecided = ({ outcome, notRun, causedBy, muted }: CheckRecord) =>
  outcome !== 'not-run' ||
  muted !== undefined ||
  leavesNothingOpen(notRun) ||
  notRun === 'misconfigured' ||
  (notRun === 'blocked' && causedBy.length > 0);
