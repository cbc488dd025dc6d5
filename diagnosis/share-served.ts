import type { Exchange } from '#record/evidence.ts';
import type { CheckRecord } from '#record/run-record.ts';
import type { Finding } from './finding.ts';
import type { Incident } from './incident.ts';
import { lookAtRollout, lookAtTasks } from './steps.ts';

/** The same request fails and is answered within one run. Chosen by diagnosis: it shows at whatever is asked. */
export const shareServed: Incident = {
  id: 'share-served',
  title: 'Only a share of requests is served: the same one fails and is answered',
  brief: 'a share is served',
  severity: 'P1',
  affected: 'everyone, by turns: whoever tries again may get through',
  symptoms: ['errors that come and go on every route', 'other checks are red in each run'],
  signs: [],
  firstChecks: ['Do all tasks run the same release?', 'Did a rollout stop half-way?'],
  steps: [
    {
      ...lookAtTasks,
      expect: 'one task with errors -> stop it; all alike -> Do 2: what they share, such as connections to a database',
    },
    {
      ...lookAtRollout,
      expect: 'one under way or just finished -> wait for it or go back; none -> the log of a request that failed',
    },
    {
      text: 'still by turns; call the owner with the share below',
      expect: 'a task or host that they know of -> take it out; none -> scale out and read the log',
      afterMinutes: 15,
    },
  ],
  selfHealing: 'Where a bad task is replaced by itself. One that answers its liveness probe stays.',
  rollback: { scope: 'api', why: 'a release of which some tasks do not work' },
  logs: '?error ?Error',
};

/** So often a request may have failed without any success before it is taken to fail always. */
const alwaysFrom = 3;

const isBad = ({ status = 0 }: Exchange) => status >= 500;
const isGood = ({ status = 0 }: Exchange) => status > 0 && status < 500;
const routeOf = ({ method, url }: Exchange) => `${method} ${url.split('?', 1)[0]}`;
const originOf = ({ url }: Exchange) => URL.parse(url)?.origin ?? '';

/**
 * Of a host that serves some requests and fails others one cause is told, with the share: which checks it hits is chance.
 * That is known where a claim failed of a request that was answered to another; what failed always stays by itself.
 */
export function oneForEachShare(all: readonly Finding[], checks: readonly CheckRecord[]): Finding[] {
  const seen = checks.flatMap(({ exchanges }) => exchanges);
  const byOrigin = Map.groupBy(all, (finding) => unsteadyOriginOf(finding, seen));
  return [...byOrigin].flatMap(([origin, group]) => {
    const answersElsewhere = group.some((finding) => isAnsweredElsewhere(finding, seen));
    return origin === undefined || group.length < 2 || !answersElsewhere ? group : [merged(group, origin, seen)];
  });
}

/** The host whose error broke the claim; undefined where it was something else, or fails whenever it is asked. */
function unsteadyOriginOf({ checks: [lead] }: Finding, seen: readonly Exchange[]): string | undefined {
  const bad = badAnswerOf(lead);
  if (!bad || lead.outcome !== 'fail' || lead.failure?.class !== 'http-error') return undefined;
  const same = seen.filter((one) => routeOf(one) === routeOf(bad));
  return same.some(isGood) || same.length < alwaysFrom ? originOf(bad) : undefined;
}

function isAnsweredElsewhere({ checks: [lead] }: Finding, seen: readonly Exchange[]): boolean {
  const bad = badAnswerOf(lead);
  return bad !== undefined && seen.some((one) => isGood(one) && routeOf(one) === routeOf(bad));
}

const badAnswerOf = ({ exchanges }: CheckRecord) => exchanges.findLast(isBad);

function merged(group: readonly Finding[], origin: string, seen: readonly Exchange[]): Finding {
  const answered = seen.filter((one) => originOf(one) === origin && (one.status ?? 0) > 0);
  const share = `${answered.filter(isBad).length} of ${answered.length} answers of ${origin} that were kept are errors`;
  const [lead, ...others] = group.flatMap((finding) => finding.checks);
  if (!lead?.failure) return group[0] as Finding;
  const failure = { ...lead.failure, message: `${share}, such as: ${lead.failure.message}` };
  return {
    incidents: [shareServed],
    checks: [{ ...lead, failure }, ...new Set(others)],
    pointers: [...new Set(group.flatMap(({ pointers }) => pointers))],
  };
}
