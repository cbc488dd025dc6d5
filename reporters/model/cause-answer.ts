import { causeName } from '#diagnosis/cause-name.ts';
import { clockMinute } from '#diagnosis/clock.ts';
import type { Step } from '#diagnosis/incident.ts';
import type { Cause, Diagnosis, HistoryContext, Owner, Rollback } from '#diagnosis/model.ts';
import type { RunRecord } from '#record/run-record.ts';
import { inUsersWords } from '#record/vocabulary.ts';
import { some } from '../text/format.ts';
import { pathUntilBroken } from './purchase-path.ts';

/** What there is to say about one cause, each part in its words. What is not known is not there. */
export interface CauseAnswer {
  /** What it was made of, for the parts below the answer. */
  cause: Cause;
  /** What is broken, as the start of a sentence that `seen` finishes. */
  title: string;
  /** The raw fact, and where else it was seen. */
  seen: string;
  /** What it may be where that is not decided. */
  likely?: string;
  affected: string;
  rollback: RollbackAnswer;
  steps: readonly Step[];
  /** What to think of when all of that has not helped. */
  stillRed?: string;
  /** A way of repair that the run has tried by itself, and that worked. */
  repair?: string;
  /** Who answers, and who is called by when if nobody does. */
  owner: string;
  since?: string;
  /** The way of the purchase up to where it broke. */
  path?: string;
  /** What does not hold because of it. */
  because?: string;
}

/** Whether to go back: answered, or made decidable. */
export interface RollbackAnswer {
  /** `YES`, `NO`, or nothing where something decides it first. */
  word?: 'YES' | 'NO';
  text: string;
  /** What has to be done before the command. */
  first?: string;
  /** How, where it may be the answer. */
  command?: string;
}

/** What the words of a cause are made of. */
export interface Told {
  record: RunRecord;
  diagnosis: Diagnosis;
  before: HistoryContext;
}

/** Puts a cause into words. Pure. */
export function causeAnswer(cause: Cause, told: Told): CauseAnswer {
  const { record } = told;
  const ours = cause.owner.party === 'suite';
  const likely = likelyText(cause);
  const since = ours ? undefined : sinceText(cause, told);
  const path = isOfPurchase(cause) ? pathUntilBroken(record) : undefined;
  const stillRed = stillRedText(cause, record);
  const because = becauseText(cause);
  return {
    cause,
    title: titleText(cause),
    seen: seenText(cause),
    ...(likely && { likely }),
    affected: ours ? cause.affected : affectedText(cause, told),
    rollback: frozen(rollbackAnswer(cause.rollback), told),
    steps: cause.actions,
    ...(stillRed && { stillRed }),
    ...(cause.repairedBy && {
      repair: `${cause.repairedBy} repaired the probe user, so state can be recovered`,
    }),
    owner: ownerText(cause, told),
    ...(since && { since }),
    ...(path && { path }),
    ...(because && { because }),
  };
}

/** What is inferred says so; the general incident of a class says no more than was seen. */
function titleText({ title, confidence, incidents, known }: Cause): string {
  const inferred = known && confidence.level === 'low' && incidents.length === 1;
  return inferred ? `likely: ${title}` : title;
}

const seenText = ({ message, checks: [, ...others], outcome }: Cause): string =>
  others.length > 0 && outcome !== 'not-run' ? `${message} (also ${some(others, 4)})` : message;

function likelyText({ incidents, confidence, disambiguate, known }: Cause): string | undefined {
  if (incidents.length > 1) {
    const listed = incidents.map(({ brief, title }, at) => `${at + 1} ${brief ?? title}`).join('  ');
    return disambiguate ? listed : `${listed} (this run cannot tell which)`;
  }
  return confidence.level === 'low' && !known
    ? 'nothing in the runbook shows like this: first find out what it is'
    : undefined;
}

function affectedText({ affected }: Cause, { diagnosis }: Told): string {
  const fine = diagnosis.healthy.filter((layer) => layer !== 'edge').map((layer) => inUsersWords(layer));
  return fine.length === 0 ? affected : `${affected}. Still fine: ${fine.join(', ')}`;
}

/** In a change freeze nothing new is released, which is to be known beside every advice on releases. */
const frozen = (answer: RollbackAnswer, { diagnosis: { changeFreezeUntil: until } }: Told): RollbackAnswer =>
  until ? { ...answer, text: `${answer.text}; change freeze until ${until}` } : answer;

function rollbackAnswer({ advice, scope, why, how }: Rollback): RollbackAnswer {
  if (advice === 'no' || !how) return { word: 'NO', text: why };
  const { command, keepsWords, text } = how;
  const answer = command
    ? { ...(scope === 'frontend' && { first: 'the build before deployed, then' }), command }
    : { first: keepsWords ? text : `the ${scope === 'api' ? 'release' : 'build'} before deployed again` };
  if (advice === 'yes') return { word: 'YES', text: `${scope === 'api' ? 'API' : 'frontend'} only: ${why}`, ...answer };
  return { text: why, ...answer };
}

function stillRedText({ otherwise, escalation }: Cause, { endedAt }: RunRecord): string | undefined {
  if (!otherwise) return undefined;
  // One clock: who is called next is due by the other one.
  return escalation ? otherwise.text : `at ${clockMinute(otherwise.at, endedAt)}: ${otherwise.text}`;
}

function ownerText({ owner, escalation }: Cause, { record }: Told): string {
  const who = teamText(owner);
  if (record.maintenance) return `${who}; nobody is called in announced maintenance`;
  if (!escalation) return who;
  const told = escalation.channel ? `${who}, ${escalation.channel}` : who;
  return `${told}; ack due ${clockMinute(escalation.dueAt, record.endedAt)}, then ${escalation.call.join(', then ')}`;
}

/** The team that answers, and whose fault it is where it is not ours. */
const teamText = ({ team, party, thirdParty }: Owner): string =>
  party === 'third-party' ? `${thirdParty ?? 'third party'}, not us; ${team} watches` : team;

function sinceText({ since }: Cause, { record, before: { changed } }: Told): string | undefined {
  const at = (instant: string) => clockMinute(instant, record.endedAt);
  const { announced } = since ?? {};
  // In maintenance it has begun when it was first seen there; after it, what begins is the incident.
  const detected =
    since &&
    (record.maintenance && announced
      ? `since ${at(announced.since)}, in the announced maintenance`
      : `detected ${at(since.detectedAt)}`);
  const good = since?.lastGoodAt && `last good ${at(since.lastGoodAt)}`;
  const earlier =
    !record.maintenance &&
    announced &&
    `red since ${at(announced.since)} in the maintenance that was announced until ${at(announced.until)}`;
  const overdue = since?.promised && `the page first said it would be over at ${at(since.promised)}`;
  const times = [detected, good, earlier, overdue].filter(Boolean).join(', ');
  return [times, changed && `changed: ${changed}`].filter(Boolean).join('; ') || undefined;
}

const isOfPurchase = ({ checks, outcome }: Cause) =>
  outcome !== 'not-run' && checks.some((id) => /^(?:billing\/|orders\/(?!own$|private$))/.test(id));

function becauseText({ symptoms }: Cause): string | undefined {
  const ids = symptoms.flatMap((symptom) => symptom.ids);
  if (ids.length === 0) return undefined;
  return `${ids.length} red because of this: ${symptoms.map(({ layer, ids: own }) => `${layer} ${own.length}`).join(', ')}`;
}

/** The check and its class: by what name alarms, metrics and the other reports know it. */
export const nameAndClass = (cause: Cause): string => `${causeName(cause)} (${cause.class})`;
