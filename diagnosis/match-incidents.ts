import type { Facts } from '#record/facts.ts';
import type { CheckRecord } from '#record/run-record.ts';
import type { UnfitSetting } from '#record/vocabulary.ts';
import { classSeen } from './class-seen.ts';
import { generalIncident } from './general-incidents.ts';
import type { FactPattern, Incident, Sign } from './incident.ts';
import { isSpec, specFailed } from './spec-incident.ts';
import { consentMissing, mailboxUnreadable, secondTry, secretMissing } from './suite-incidents.ts';
import { unfitSignIn } from './unfit-sign-in.ts';

/** How much each kind of evidence speaks for an incident. */
const weight = { fact: 2, likelier: 1, confirmed: 3, named: 1 } as const;

/** What it means that a setting of the target does not fit. */
const unfit: Readonly<Record<UnfitSetting, Incident>> = {
  'consent-button': consentMissing,
  mailbox: mailboxUnreadable,
  ...unfitSignIn,
};

/**
 * The incidents that a broken check may mean, by how it failed and what facts it left: the smallest set that these allow,
 * the likeliest first. Never empty: what no known incident explains is the general incident of its class.
 */
export function matchIncidents(
  check: CheckRecord,
  all: readonly CheckRecord[],
  known: readonly Incident[],
): [Incident, ...Incident[]] {
  if (check.notRun === 'misconfigured') return [check.setting ? unfit[check.setting] : secretMissing];
  const scored = known.flatMap((incident) => {
    const { score } = bestSign(incident, check, all) ?? {};
    return score === undefined ? [] : [{ incident, score }];
  });
  const best = Math.max(...scored.map(({ score }) => score));
  const [first, ...others] = scored.filter(({ score }) => score === best).map(({ incident }) => incident);
  if (first) return [first, ...others];
  if (hasReached(check)) return [specFailed];
  return [check.degraded === 'second-try' ? secondTry : generalIncident(classSeen(check))];
}

/** A team's own spec that could reach what it asks: its class says how it was found, not what is wrong. */
function hasReached(check: CheckRecord): boolean {
  const { class: seen, facts = {} } = check.failure ?? {};
  return isSpec(check) && !['dns', 'tcp', 'tls', ...(facts.url ? ['timeout'] : [])].includes(seen ?? '');
}

/** The sign of an incident that this check shows best, with how much of the evidence speaks for it; undefined when none fits. */
export function bestSign(
  { signs }: Incident,
  check: CheckRecord,
  all: readonly CheckRecord[],
): { sign: Sign; score: number } | undefined {
  // Most incidents of a catalogue say nothing of a check: those are through here.
  const about = signs.filter((sign) => isAbout(sign, check));
  if (about.length === 0) return undefined;
  const fitting = about.map((sign) => ({ sign, score: scoreOf(sign, check, all) })).filter(({ score }) => score >= 0);
  return fitting.toSorted((a, b) => b.score - a.score || vagueness(a.sign) - vagueness(b.sign))[0];
}

const vagueness = ({ vague }: Sign) => Number(vague === true);

/** -1 when a sign that is about the check does not fit; otherwise how much of the evidence speaks for it. */
function scoreOf(sign: Sign, check: CheckRecord, all: readonly CheckRecord[]): number {
  const { failure } = check;
  if (!failure || !isAlongside(sign, all)) return -1;
  if (sign.whileOthersHold && !othersHold(check, all)) return -1;
  const { facts = {}, likelier = {}, confirmedBy } = sign;
  if (!hasAll(failure.facts, facts)) return -1;
  const confirmed = confirmedBy !== undefined && all.some((one) => isConfirmed(confirmedBy, one));
  return (
    Object.keys(facts).length * weight.fact +
    // What is said of this very check knows it better than what is said of all of its layer.
    (sign.check.endsWith('/*') ? 0 : weight.named) +
    (Object.keys(likelier).length > 0 && hasAll(failure.facts, likelier) ? weight.likelier : 0) +
    (confirmed ? weight.confirmed : 0)
  );
}

/** Whether a check of the run failed in the way that confirms a sign. */
export const isConfirmed = (
  { check, codes, facts = {} }: NonNullable<Sign['confirmedBy']>,
  { id, outcome, failure }: CheckRecord,
): boolean =>
  id === check &&
  outcome === 'fail' &&
  failure !== undefined &&
  codes.includes(failure.code) &&
  hasAll(failure.facts, facts);

/** Whether a check came out in the way that a sign speaks of, whatever its facts. */
export function isAbout({ check: claim, codes, outcome = 'fail' }: Sign, check: CheckRecord): boolean {
  if (!codes.includes(check.failure?.code ?? '') || !isOf(claim, check)) return false;
  return outcome === 'any' ? check.outcome !== 'not-run' : outcome === check.outcome;
}

/** Whether a sign speaks of a check: by its id, or by its layer where a target gives the checks their names. */
const isOf = (claim: string, { id, layer }: CheckRecord) => claim === id.split(':')[0] || claim === `${layer}/*`;

const isAlongside = ({ alongside }: Sign, all: readonly CheckRecord[]) =>
  alongside === undefined || all.some(({ id, outcome }) => id === alongside && outcome === 'fail');

const othersHold = ({ id }: CheckRecord, all: readonly CheckRecord[]) =>
  all.some((one) => (one.outcome === 'pass' || one.outcome === 'degraded') && one.needs.includes(id) && wasServed(one));

/** What holds of redirects, refusals and errors as well, such as the clock of whoever answers, shows nobody who serves. */
const wasServed = ({ exchanges }: CheckRecord) =>
  exchanges.length === 0 || exchanges.some(({ status = 0 }) => status >= 200 && status < 300);

const hasAll = (facts: Facts, pattern: FactPattern) =>
  Object.entries(pattern).every(([name, values]) => {
    const found: unknown = Reflect.get(facts, name);
    const allowed: readonly unknown[] = values ?? [];
    return Array.isArray(found) ? found.some((one) => allowed.includes(one)) : allowed.includes(found);
  });
