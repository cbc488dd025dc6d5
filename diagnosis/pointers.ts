import type { CheckRecord } from '#record/run-record.ts';
import type { Incident, Sign } from './incident.ts';
import { isAbout } from './match-incidents.ts';

/**
 * Broken checks that tell why this one fails, which rests on them: signs of theirs say that they explain its way of
 * failing. They belong to its cause, and are none beside it; by themselves they may be no more than advice.
 */
export function pointersTo(
  failing: CheckRecord,
  checks: readonly CheckRecord[],
  known: readonly Incident[],
): CheckRecord[] {
  const { failure, needs, outcome } = failing;
  if (outcome !== 'fail' || !failure) return [];
  const { code, facts } = failure;
  const isOfUrl = (check: CheckRecord) =>
    [check.failure?.facts.url, ...check.exchanges.flatMap(badUrl)].some((url) => url && url === facts.url);
  const explains = (sign: Sign, check: CheckRecord) =>
    isAbout(sign, check) &&
    (sign.explains?.includes(code) || (sign.explainsAtSameUrl?.includes(code) && isOfUrl(check)));
  const signs = known.flatMap((incident) => incident.signs);
  const resting = checks.filter((check) => !check.muted && needs.includes(check.id));
  return resting.filter((check) => signs.some((sign) => explains(sign, check)));
}

const badUrl = ({ url, status = 0, error }: CheckRecord['exchanges'][number]) => (error || status >= 400 ? [url] : []);
