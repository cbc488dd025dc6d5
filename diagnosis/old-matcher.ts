import type { CheckRecord } from '#record/run-record.ts';
import { classSeen, isSecondTry } from './class-seen.ts';
import { generalIncident } from './general-incidents.ts';
import type { Incident, OldSign } from './incident.ts';
import { statusesSeen } from './old-statuses.ts';
import { secondTry, secretMissing } from './suite-incidents.ts';
import { textOf } from './template-values.ts';

/** How well each word of the evidence speaks for an incident. */
const weight = { status: 1, hint: 1, says: 2, confirmed: 3 } as const;

/**
 * The incidents that a broken check may mean: the smallest set its evidence allows, the likeliest first. Never empty:
 * what no known incident explains is the general incident of its class.
 */
export function matchByWords(
  check: CheckRecord,
  all: readonly CheckRecord[],
  known: readonly Incident[],
): [Incident, ...Incident[]] {
  if (check.notRun === 'misconfigured') return [secretMissing];
  const scored = known.flatMap((incident) => {
    const score = Math.max(...incident.oldSigns.map((sign) => scoreOf(sign, check, all)));
    return score < 0 ? [] : [{ incident, score }];
  });
  const best = Math.max(...scored.map(({ score }) => score));
  const [first, ...others] = scored.filter(({ score }) => score === best).map(({ incident }) => incident);
  if (first) return [first, ...others];
  return [isSecondTry(check) ? secondTry : generalIncident(classSeen(check))];
}

/** -1 when the sign does not fit; otherwise how much of the evidence speaks for it. */
function scoreOf(sign: OldSign, check: CheckRecord, all: readonly CheckRecord[]): number {
  const { statuses, says, hints } = sign;
  if (!isAbout(sign, check) || !isAlongside(sign, all)) return -1;
  const text = textOf(check);
  if (says && !says.test(text)) return -1;
  const seen = statusesSeen(check);
  const statusSpeaks = statuses !== undefined && seen.size > 0;
  if (statusSpeaks && !statuses.some((one) => seen.has(one))) return -1;
  const { confirmedBy } = sign;
  const confirmed = confirmedBy !== undefined && all.some((one) => isConfirmed(confirmedBy, one));
  return [
    says ? weight.says : 0,
    statusSpeaks ? weight.status : 0,
    hints?.test(text) ? weight.hint : 0,
    confirmed ? weight.confirmed : 0,
  ].reduce((sum, one) => sum + one);
}

/** Whether a check of the run says the words that speak for a sign. */
export const isConfirmed = (
  { check, says }: NonNullable<OldSign['confirmedBy']>,
  { id, outcome, failure }: CheckRecord,
) => id === check && outcome === 'fail' && says.test(failure?.message ?? '');

function isAbout({ check: claim, classes, outcome = 'fail' }: OldSign, check: CheckRecord): boolean {
  if (check.id.split(':')[0] !== claim || !classes.includes(classSeen(check))) return false;
  if (isSecondTry(check) && claim !== 'api/steady') return false;
  return outcome === 'any' ? check.outcome !== 'not-run' : outcome === check.outcome;
}

const isAlongside = ({ alongside }: OldSign, all: readonly CheckRecord[]) =>
  alongside === undefined || all.some(({ id, outcome }) => id === alongside && outcome === 'fail');
