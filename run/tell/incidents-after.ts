import type { Cause } from '#diagnosis/model.ts';
import { severities } from '#record/vocabulary.ts';
import type { CauseAnswer } from '#reporters/model/cause-answer.ts';
import type { IncidentChange } from './incident-change.ts';
import { incidentKey } from './incident-key.ts';
import { monitorAfter } from './monitor-after.ts';
import { isHeld, isLookedAt, ownFailures, type SeenRun, saying } from './seen-run.ts';
import type { OpenIncident, Suspicion, TellingState } from './telling-state.ts';

interface After {
  state: TellingState;
  changes: IncidentChange[];
}

/**
 * What is open after one more run, and what people are told of it. An incident opens when two runs in a row have seen the
 * same cause, changes when two have seen another one in its place, and is over when everything that it had broken was seen to
 * hold in a run that is red by nothing new. Pure.
 */
export function incidentsAfter(before: TellingState, run: SeenRun): After {
  const keyOf = (incident: string) => incidentKey(run.record, incident);
  const monitor = monitorAfter(before, run, keyOf);
  if (!['red', 'green'].includes(saying(run.record))) return monitor;
  const product = productAfter(monitor.state, run);
  return { state: product.state, changes: [...monitor.changes, ...product.changes] };
}

function productAfter(before: TellingState, run: SeenRun): After {
  const { record } = run;
  // The look that confirms a red run is one at what was red, and no whole one.
  const proves = record.complete && (record.round === 1 || run.isSure);
  const open = before.open.map((one) => ({
    ...one,
    broken: proves ? one.broken.filter((id) => !isHeld(record, id)) : one.broken,
  }));
  const course = new Course(open, before.suspicions, run);
  for (const answer of ownFailures(run)) course.add(answer);
  course.settle();
  if (proves) course.resolve();
  const { changes } = course;
  const unseen = before.suspicions.filter(({ checks }) => !checks.some((id) => isLookedAt(record, id)));
  return {
    state: { ...before, open: course.open, suspicions: [...unseen, ...course.suspicions] },
    changes,
  };
}

/** What becomes of the incidents of a product in one run. */
class Course {
  open: OpenIncident[];
  readonly changes: IncidentChange[] = [];
  readonly suspicions: Suspicion[] = [];
  readonly #earlier: readonly Suspicion[];
  readonly #run: SeenRun;
  /** Keys of the incidents that this run sees. */
  readonly #seen = new Set<string>();
  readonly #unmatched: CauseAnswer[] = [];

  constructor(open: OpenIncident[], earlier: readonly Suspicion[], run: SeenRun) {
    this.open = open;
    this.#earlier = earlier;
    this.#run = run;
  }

  /** A cause of the run: of an incident that is open, or to be settled when all of those have found theirs. */
  add(answer: CauseAnswer): void {
    const { cause } = answer;
    const free = this.open.filter(({ about, key }) => about === 'product' && !this.#seen.has(key));
    const own = free.find(({ broken }) => overlap(broken, cause.checks)) ?? free.find((one) => isOfOneKind(one, cause));
    if (!own) return void this.#unmatched.push(answer);
    const broken = [...new Set([...own.broken, ...cause.checks])];
    const isOther = own.incidents[0] !== cause.incidents[0].id || isWorse(cause, own);
    if (isOther && this.#isMeantTwice(cause)) this.#change(own, answer, broken);
    else this.#replace(own, { ...own, broken });
    if (isOther) this.#suspect(cause);
  }

  /** What no open incident explains takes the place of one that is not seen any more, opens one of its own, or is only suspected. */
  settle(): void {
    const { record, isSure } = this.#run;
    // What the first look has seen is known; where it is not, that look was red all the same.
    const isSecondLook = record.round > 1 && this.#earlier.length === 0;
    for (const answer of this.#unmatched) {
      const { cause } = answer;
      const earlier = this.#earlier.find((one) => overlap(one.checks, cause.checks) || isOfOneKind(one, cause));
      if (!earlier && !isSecondLook && !isSure) {
        this.#suspect(cause);
        continue;
      }
      const place = this.open.find((one) => this.#isReplacedBy(one, cause));
      if (place) this.#change(place, answer, [...cause.checks]);
      else this.#openOne(answer, earlier);
    }
  }

  /** Ends what is not seen any more and was seen to hold; a cause that is not settled yet may turn out to be its other face. */
  resolve(): void {
    const isUnsettled = this.#unmatched.some(({ cause }) =>
      this.suspicions.some((one) => overlap(one.checks, cause.checks)),
    );
    if (isUnsettled) return;
    const over = this.open.filter(
      ({ about, key, broken }) => about === 'product' && broken.length === 0 && !this.#seen.has(key),
    );
    this.open = this.open.filter((one) => !over.includes(one));
    this.changes.push(...over.map((incident) => ({ event: 'resolved' as const, incident })));
  }

  #isMeantTwice({ incidents: [{ id }], severity }: Cause): boolean {
    return this.#run.isSure || this.#earlier.some((one) => one.incidents[0] === id && one.severity === severity);
  }

  #isReplacedBy({ about, key, broken }: OpenIncident, { symptoms }: Cause): boolean {
    if (about !== 'product' || this.#seen.has(key)) return false;
    return (
      broken.length === 0 ||
      overlap(
        broken,
        symptoms.flatMap(({ ids }) => ids),
      )
    );
  }

  #suspect({ incidents, checks, severity }: Cause): void {
    const earlier = this.#earlier.find((one) => overlap(one.checks, checks));
    const since = earlier?.since ?? this.#run.record.endedAt;
    this.suspicions.push({ incidents: incidents.map(({ id }) => id), checks: [...checks], severity, since });
  }

  #change(own: OpenIncident, answer: CauseAnswer, broken: string[]): void {
    const incident = { ...own, ...meaningOf(answer, this.#run), broken };
    this.#replace(own, incident);
    this.changes.push({ event: 'changed', incident, cause: answer, before: own.title });
  }

  #openOne(answer: CauseAnswer, earlier: Suspicion | undefined): void {
    const { cause } = answer;
    const [{ id }] = cause.incidents;
    const isTaken = this.open.some(({ key }) => key === incidentKey(this.#run.record, id));
    const incident: OpenIncident = {
      key: incidentKey(this.#run.record, isTaken || !cause.known ? `${id}:${cause.checks[0]}` : id),
      about: 'product',
      ...meaningOf(answer, this.#run),
      broken: [...cause.checks],
      since: cause.since?.detectedAt ?? earlier?.since ?? this.#run.record.endedAt,
      told: {},
    };
    this.open.push(incident);
    this.#seen.add(incident.key);
    this.changes.push({ event: 'opened', incident, cause: answer });
  }

  #replace(own: OpenIncident, by: OpenIncident): void {
    this.open = this.open.map((one) => (one === own ? by : one));
    this.#seen.add(by.key);
  }
}

const overlap = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => others.includes(one));

/** The runbook knows both as the same; what is known by its class alone only looks alike. */
const isOfOneKind = ({ incidents }: { incidents: readonly string[] }, cause: Cause): boolean =>
  cause.known && incidents[0] === cause.incidents[0].id;

const isWorse = (cause: Cause, { severity }: OpenIncident) =>
  severities.indexOf(cause.severity) < severities.indexOf(severity);

const meaningOf = ({ cause, title }: CauseAnswer, { record }: SeenRun) => {
  const layer = record.checks.find(({ id }) => id === cause.checks[0])?.layer;
  return {
    incidents: cause.incidents.map(({ id }) => id),
    title,
    severity: cause.severity,
    team: cause.owner.team,
    ...(layer && { layer }),
  };
};
