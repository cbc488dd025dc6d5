import { isMaintenancePage } from '#record/maintenance.ts';
import type { CheckRecord } from '#record/run-record.ts';
import { severities } from '#record/vocabulary.ts';
import { mayBeCause } from './calm.ts';
import { classSeen, isSecondTry } from './class-seen.ts';
import type { Finding } from './finding.ts';
import { generalIncidents } from './general-incidents.ts';
import type { Incident } from './incident.ts';
import { maintenancePage } from './maintenance-incidents.ts';
import { matchIncidents } from './match-incidents.ts';
import { pointersTo } from './pointers.ts';
import { oneForEachShare } from './share-served.ts';
import { edgeBlocksProbe } from './suite-incidents.ts';

/** The independent things that are wrong: broken checks by what they mean, those that mean the same together. */
export const findingsOf = (checks: readonly CheckRecord[], known: readonly Incident[]): Finding[] =>
  oneForEachShare(oneForEachHang(oneForEachAnswer(merge(matched(checks, known)))), checks);

/** Nothing that it rests on is broken. */
const isCause = (check: CheckRecord) => !check.muted && check.causedBy.length === 0 && mayBeCause(check);

function matched(checks: readonly CheckRecord[], known: readonly Incident[]): Finding[] {
  const broken = checks.filter(isCause);
  const pointers = new Set(broken.flatMap((check) => pointersTo(check, broken, known)));
  const causes = broken.filter((check) => !pointers.has(check));
  const refused = causes.filter((check) => check.layer !== 'edge' && classSeen(check) === 'edge-blocked');
  const answered = checks.some(
    ({ layer, outcome }) => layer !== 'edge' && (outcome === 'pass' || outcome === 'degraded'),
  );
  const everywhere = refused.length > 1 && !answered;
  return causes.map((check) => {
    const pointers = pointersTo(check, broken, known);
    if (isMaintenancePage(check.failure)) return { incidents: [maintenancePage], checks: [check], pointers };
    if (everywhere && refused.includes(check)) return { incidents: [edgeBlocksProbe], checks: [check], pointers };
    const steady = isSecondTry(check) ? unsteady(check, checks) : undefined;
    if (steady) return { incidents: matchIncidents(steady, checks, known), checks: [steady, check], pointers };
    return { incidents: matchIncidents(check, checks, known), checks: [check], pointers };
  });
}

/** The claim that counted the bad answers, where a second try met one of them by chance. */
const unsteady = ({ layer }: CheckRecord, checks: readonly CheckRecord[]) =>
  layer === 'edge' || layer === 'frontend'
    ? undefined
    : checks.find(
        ({ id, outcome, failure }) => isSteady(id) && outcome !== 'pass' && failure && failure.class !== 'latency',
      );
const isSteady = (id: string) => id.split(':')[0] === 'api/steady';

/** General incidents that are one and the same wherever they show. */
const oneEverywhere = new Set(['other-latency', 'other-edge-blocked', 'other-rate-limited', 'other-harness']);
const isGeneral = ({ incidents: [incident] }: Finding) => generalIncidents.includes(incident);

/** It is said of any check of a layer, so that two of them are two things that are wrong. */
const isOfAnyCheck = ({ incidents: [{ signs }] }: Finding) => signs.some(({ check }) => check.endsWith('/*'));

/** Checks that mean the same become one finding. Those of a general incident stay apart: they only look alike. */
function merge(all: readonly Finding[]): Finding[] {
  const groups = Map.groupBy(all, (finding) => {
    const key = finding.incidents.map(({ id }) => id).join(' ');
    const standsAlone = isOfAnyCheck(finding) || (isGeneral(finding) && !oneEverywhere.has(key));
    return standsAlone ? `${key} ${finding.checks[0].id}` : key;
  });
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const checks = [...new Set([...first.checks, ...others.flatMap((other) => other.checks)])];
    const pointers = [...new Set([first, ...others].flatMap((one) => one.pointers))];
    const named = new Set(first.incidents[0].signs.map((sign) => sign.check));
    const rank = (check: CheckRecord) => (named.has(check.id.split(':')[0] ?? '') ? 0 : 1_000) + order(check);
    const [lead = first.checks[0], ...rest] = checks.toSorted((a, b) => rank(a) - rank(b));
    return [{ incidents: first.incidents, checks: [lead, ...rest], pointers }];
  });
}

/** How loud an outcome is. */
export const outcomeOrder = ['fail', 'degraded', 'not-run', 'pass'] as const;
const order = ({ outcome, severity }: CheckRecord) => outcomeOrder.indexOf(outcome) * 10 + severities.indexOf(severity);

/**
 * One bad answer is one cause, however many claims it breaks: what no incident explains, or only one that is said of any
 * check of its layer, joins what has the same answer.
 */
function oneForEachAnswer(all: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  const plainness = (finding: Finding) => (isGeneral(finding) ? 2 : Number(isOfAnyCheck(finding)));
  for (const finding of all.toSorted((a, b) => plainness(a) - plainness(b))) {
    const answer = badAnswerOf(finding);
    const joins = (other: Finding) => badAnswerOf(other) === answer && (isGeneral(finding) || !isOfAnyCheck(other));
    const at = plainness(finding) > 0 && answer ? kept.findIndex(joins) : -1;
    const same = kept[at];
    if (same) kept[at] = { ...same, checks: [...same.checks, ...finding.checks] };
    else kept.push(finding);
  }
  return kept;
}

/** A process that hangs is one cause, whatever of it was asked: the pages and the API of one origin as well. */
function oneForEachHang(all: readonly Finding[]): Finding[] {
  const groups = Map.groupBy(all, (finding) => hungOriginOf(finding) ?? finding);
  return [...groups.values()].flatMap((group) => {
    const [main, ...others] = group.toSorted((a, b) => rankOfHang(a) - rankOfHang(b));
    if (!main) return [];
    const checks = [...main.checks, ...others.flatMap((other) => other.checks)];
    const [lead = main.checks[0], ...rest] = [...new Set(checks)];
    return [{ ...main, checks: [lead, ...rest] }];
  });
}

/** Where the process itself is asked says most, then the worst of what hangs of it, and its class alone least. */
function rankOfHang(finding: Finding): number {
  const [[incident], [lead]] = [finding.incidents, finding.checks];
  const isFrontDoor = (lead.layer === 'api' || lead.layer === 'frontend') && !isOfAnyCheck(finding);
  if (isGeneral(finding)) return 100;
  return (isFrontDoor ? 0 : 10) + severities.indexOf(incident.severity);
}

/** The origin that took a request of a failed claim and gave no answer. */
function hungOriginOf({ checks: [{ outcome, failure, exchanges }] }: Finding): string | undefined {
  if (outcome !== 'fail' || failure?.class !== 'timeout') return undefined;
  const url = failure.facts.url ?? exchanges.at(-1)?.url;
  return url && URL.canParse(url) ? new URL(url).origin : undefined;
}

/** The answer that broke a claim, as its last bad exchange shows it. */
function badAnswerOf({ checks: [{ exchanges, outcome, failure }] }: Finding): string | undefined {
  if (outcome !== 'fail') return undefined;
  const bad = exchanges.findLast(({ status, error }) => error !== undefined || (status ?? 0) >= 400);
  if (bad) return `${bad.method} ${bad.url} ${bad.error ?? bad.status}`;
  // A page's own requests are no exchanges of ours.
  const { url, status } = failure?.facts ?? {};
  return url && status ? `GET ${url} ${status}` : undefined;
}
