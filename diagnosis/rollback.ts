import type { ReleasePast } from '#record/past.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';
import { clockMinute } from './clock.ts';
import type { Incident, RollbackRule } from './incident.ts';
import type { Confidence, HistoryContext, Rollback, Since } from './model.ts';
import { shortRelease } from './short-release.ts';
import { rollbackSteps } from './steps.ts';

type Scope = Exclude<RollbackRule['scope'], 'none'>;

/** What the answer rests on. */
export interface RollbackEvidence {
  incidents: readonly Incident[];
  confidence: Confidence;
  since: Since | undefined;
}

/**
 * Whether going back would help. Yes only where a release is known to have come between good and bad and the cause is
 * known; where that is open, what decides it. That a run follows a deploy does not say that all was well before it.
 */
export function rollbackOf(
  { incidents, confidence, since }: RollbackEvidence,
  record: RunRecord,
  target: Target,
  { releases = {} }: HistoryContext,
): Rollback {
  const curable = incidents.filter(({ rollback }) => rollback.scope !== 'none');
  const scope = curable.map((incident) => incident.rollback.scope).find((one) => one !== 'none');
  if (!scope) return { advice: 'no', why: incidents[0]?.rollback.why ?? 'no release can have caused it' };
  const how = incidents[0]?.steps.find(({ goesBack }) => goesBack === scope) ?? rollbackSteps[scope];
  const own = Object.entries(releases).filter(([component]) => isOf(component, scope, target));
  const [came] = own.flatMap((past) => cameWith(past, since, record) ?? []);
  if (came?.tooLate) return { advice: 'no', scope, why: came.text };
  const first = whatFirst(incidents, curable, confidence);
  if (first) return { advice: 'decide', scope, how, why: `${first}${came?.text ?? ruleOf(scope, since, record)}` };
  if (came) return { advice: 'yes', scope, how, why: came.text };
  const lastGood = own.length === 0 ? goodBeforeDeploy(since, record) : undefined;
  if (lastGood) return { advice: 'yes', scope, how, why: `this run follows a deploy, last good ${lastGood}` };
  return { advice: 'decide', scope, how, why: ruleOf(scope, since, record) };
}

/** When it held before the deploy that this run follows. Red for longer, or never looked at before, shows nothing. */
function goodBeforeDeploy(since: Since | undefined, { trigger, endedAt }: RunRecord): string | undefined {
  const { lastGoodAt, detectedAt } = since ?? {};
  return trigger === 'deploy' && lastGoodAt && detectedAt === endedAt ? clockMinute(lastGoodAt, endedAt) : undefined;
}

/** What has to be found out before anything is rolled back; nothing where the cause is known. */
function whatFirst(incidents: readonly Incident[], curable: readonly Incident[], { level }: Confidence): string {
  if (level !== 'low') return '';
  if (curable.length === incidents.length)
    return incidents.length > 1 ? 'first find out which it is (Do 1); ' : 'first find out what it is (Do 1); ';
  const numbers = curable.map((incident) => incidents.indexOf(incident) + 1).join(' or ');
  return `first find out which it is (Do 1); if it is ${numbers} and `;
}

/** The first release that came after the claim last held: in time to be the reason, or when the claim was broken already. */
function cameWith(
  [component, past]: [string, ReleasePast],
  since: Since | undefined,
  { endedAt }: RunRecord,
): { text: string; tooLate: boolean } | undefined {
  const { lastGoodAt, detectedAt = '' } = since ?? {};
  const at = lastGoodAt ? past.findIndex((release, place) => place > 0 && release.since > lastGoodAt) : -1;
  const [before, after] = [past[at - 1], past[at]];
  if (!lastGoodAt || !before || !after) return undefined;
  const clock = (instant: string) => clockMinute(instant, endedAt);
  const change = `${component} ${shortRelease(before.seen.at(-1))} -> ${shortRelease(after.seen.at(-1))}`;
  const seen = `first seen ${clock(after.since)}`;
  if (after.since > detectedAt)
    return { text: `red since ${clock(detectedAt)}, before ${change} came (${seen})`, tooLate: true };
  return { text: `${change} ${seen}, last good ${clock(lastGoodAt)}, detected ${clock(detectedAt)}`, tooLate: false };
}

const rollouts: Readonly<Record<Scope, string>> = {
  api: 'a rollout of the API (settings too)',
  frontend: 'a deploy of the frontend',
};

const deployed: Readonly<Record<Scope, string>> = { api: 'the API', frontend: 'the frontend' };

/** What a person can look up where no new release shows; settings come with a rollout too. */
function ruleOf(scope: Scope, since: Since | undefined, { trigger, endedAt }: RunRecord): string {
  if (trigger === 'deploy' && !since)
    return `all was well before the deploy of ${deployed[scope]} that this run follows`;
  const known = since?.lastGoodAt ? 'last good' : 'detected';
  return `${rollouts[scope]} finished ${suspectTime(since, endedAt)} (${known})`;
}

/** When a rollout must have finished to be the reason: `after 02:41Z`. */
export function suspectTime(since: Since | undefined, endedAt: string): string {
  const { lastGoodAt, detectedAt = endedAt } = since ?? {};
  if (lastGoodAt) return `after ${clockMinute(lastGoodAt, endedAt)}`;
  return `within 2 h before ${clockMinute(detectedAt, endedAt)}`;
}

function isOf(component: string, scope: Scope, { frontend, apis }: Target): boolean {
  const isFrontend = component === 'frontend' || component === 'app' || component === frontend?.host;
  return scope === 'frontend' ? isFrontend : !isFrontend && (component in apis || component.startsWith('api'));
}
