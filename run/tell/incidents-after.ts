import type { Cause } from '#diagnosis/model.ts';
import { severities } from '#record/vocabulary.ts';
import type { CauseAnswer } from '#reporters/model/cause-answer.ts';
import { comesAndGoes } from './comes-and-goes.ts';
import type { IncidentChange } from './incident-change.ts';
import { incidentKey } from './incident-key.ts';
import { areCalm, comingAndGoing, isOften, isThereToStay, type Looks, looksAfter, shareOf } from './looks.ts';
import { monitorAfter } from './monitor-after.ts';
import { isHeld, isLookedAt, ownFailures, type SeenRun, saying } from './seen-run.ts';
import type { OpenIncident, Suspicion, TellingState } from './telling-state.ts';

interface After {
  state: TellingState;
  changes: IncidentChange[];
}

/**
 * What is open after one more run, and what people are told of it. An incident opens when two runs in a row have seen the
 * same cause, or three of the last six; it changes when two have seen another one in its place, and is over when everything
 * that it had broken was seen to hold in a run that is red by nothing new: in several in a row where it came and went. Pure.
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
  const own = ownFailures(run);
  // A look that confirms is one more at the same moment, and no run of its own.
  const counts = proves || record.round === 1;
  const red = new Set(own.flatMap(({ cause }) => cause.checks));
  const looks = counts ? looksAfter(before.looks ?? {}, run, red) : (before.looks ?? {});
  const course = new Course({ open, earlier: before.suspicions, run, looks });
  for (const answer of own) course.add(answer);
  course.settle();
  if (proves) course.resolve();
  const { changes } = course;
  const unseen = before.suspicions.filter(({ checks }) => !checks.some((id) => isLookedAt(record, id)));
  const { looks: _, ...others } = before;
  const known = Object.keys(looks).length > 0 ? { looks } : {};
  return {
    state: { ...others, open: course.open, suspicions: [...unseen, ...course.suspicions], ...known },
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
  readonly #looks: Looks;
  /** Keys of the incidents that this run sees. */
  readonly #seen = new Set<string>();
  readonly #unmatched: CauseAnswer[] = [];

  constructor(of: { open: OpenIncident[]; earlier: readonly Suspicion[]; run: SeenRun; looks: Looks }) {
    this.open = of.open;
    this.#earlier = of.earlier;
    this.#run = of.run;
    this.#looks = of.looks;
  }

  /** A cause of the run: of an incident that is open, or to be settled when all of those have found theirs. */
  add(answer: CauseAnswer): void {
    const { cause } = answer;
    const free = this.open.filter(({ about, key }) => about === 'product' && !this.#seen.has(key));
    const own =
      free.find((one) => overlap(isBrokenBy(one), cause.checks)) ?? free.find((one) => isOfOneKind(one, cause));
    if (!own) return void this.#unmatched.push(answer);
    const broken = [...new Set([...own.broken, ...cause.checks])];
    const isOther = own.incidents[0] !== cause.incidents[0].id || isWorse(cause, own);
    const stays = own.flaps !== undefined && isThereToStay(this.#looks, own.flaps.checks);
    if (stays || (isOther && this.#isMeantTwice(cause))) this.#change(own, answer, broken);
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
      if (!earlier && !isSecondLook && !isSure && !isOften(this.#looks, cause.checks)) {
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
      ({ about, key, broken, flaps }) =>
        about === 'product' && broken.length === 0 && !this.#seen.has(key) && areCalm(this.#looks, flaps?.checks ?? []),
    );
    this.open = this.open.filter((one) => !over.includes(one));
    this.changes.push(...over.map((incident) => ({ event: 'resolved' as const, incident })));
  }

  #isMeantTwice({ incidents: [{ id }], severity }: Cause): boolean {
    return this.#run.isSure || this.#earlier.some((one) => one.incidents[0] === id && one.severity === severity);
  }

  #isReplacedBy(one: OpenIncident, { symptoms }: Cause): boolean {
    const { about, key, broken, flaps } = one;
    if (about !== 'product' || this.#seen.has(key)) return false;
    // What comes and goes is not over because it holds just now.
    if (broken.length === 0 && !flaps) return true;
    const also = symptoms.flatMap(({ ids }) => ids);
    return overlap(isBrokenBy(one), also);
  }

  #suspect({ incidents, checks, severity }: Cause): void {
    const earlier = this.#earlier.find((one) => overlap(one.checks, checks));
    const since = earlier?.since ?? this.#run.record.endedAt;
    this.suspicions.push({ incidents: incidents.map(({ id }) => id), checks: [...checks], severity, since });
  }

  /** Tells what an incident is now. What goes back and forth between the same causes is told so once, and then no more. */
  #change(own: OpenIncident, answer: CauseAnswer, broken: string[]): void {
    const { flaps, faces = [own.incidents[0] ?? ''], ...others } = own;
    const meaning = meaningOf(answer, this.#run);
    const [id = ''] = meaning.incidents;
    const isBack = id !== own.incidents[0] && faces.includes(id);
    const isAsBad = !isWorse(answer.cause, own);
    if (isBack && own.turns && isAsBad) {
      this.#replace(own, { ...own, broken });
      return;
    }
    const comes = flaps && !isThereToStay(this.#looks, flaps.checks) ? flaps : undefined;
    const incident: OpenIncident = {
      ...{ ...others, ...meaning, broken, ...(comes && { flaps: comes }) },
      title: titled(meaning.title, comes, isBack),
      faces: faces.includes(id) ? faces : [...faces, id],
      ...(isBack && { turns: true, severity: isAsBad ? own.severity : meaning.severity }),
    };
    this.#replace(own, incident);
    this.changes.push({ event: 'changed', incident, cause: answer, before: own.title });
  }

  #openOne(answer: CauseAnswer, earlier: Suspicion | undefined): void {
    const { cause } = answer;
    const [{ id }] = cause.incidents;
    const comes = comingAndGoing(this.#looks, cause.checks);
    const share = shareOf(this.#looks, comes);
    const flaps = share && { checks: comes, red: share.red, of: share.of };
    const meaning = meaningOf(answer, this.#run);
    const isTaken = this.open.some(({ key }) => key === incidentKey(this.#run.record, id));
    const incident: OpenIncident = {
      key: incidentKey(this.#run.record, isTaken || !cause.known ? `${id}:${cause.checks[0]}` : id),
      about: 'product',
      ...{ ...meaning, title: titled(meaning.title, flaps), broken: [...cause.checks] },
      since: share?.since ?? cause.since?.detectedAt ?? earlier?.since ?? this.#run.record.endedAt,
      ...(flaps && { flaps }),
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

/** What of an incident was broken when it was last seen, or comes and goes. */
const isBrokenBy = ({ broken, flaps }: OpenIncident) => [...broken, ...(flaps?.checks ?? [])];

const titled = (title: string, flaps: OpenIncident['flaps'], isBack = false) =>
  `${title}${comesAndGoes(flaps)}${isBack ? ', in turn with something else' : ''}`;

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
