import { isOnAws, type Platform } from './done-here.ts';
import type { Incident, Step } from './incident.ts';
import type { Rollback, Since } from './model.ts';
import { suspectTime } from './rollback.ts';
import { lookAtRollout, watchIt } from './steps.ts';

/** So many at first; a further one only when what is expected of these leads there. */
const few = 2;

/** A step of the answer, with the number that it has in its page of the runbook. */
interface Planned {
  step: Step;
  number?: number;
}

/** What else bears on what to do first. */
export interface Situation {
  rollback: Rollback;
  since: Since | undefined;
  /** ISO instant of the end of the run. */
  endedAt: string;
  /** The claim that should hold again. */
  lead: string;
  /** Where it runs: there may be one place that shows releases of pages and of the API alike. */
  platform?: Platform;
}

/**
 * What to do first, in the order in which it helps: what tells candidates apart comes before what changes anything, a
 * rollback that is known to help before looking closer, and a look at the rollout in its place while that is open. An
 * `expect` that leads on names the step as it is numbered here.
 */
export function actionsOf(incidents: readonly [Incident, ...Incident[]], situation: Situation): Step[] {
  const [incident, ...rivals] = incidents;
  const now = nowOf(incident);
  const isBack = situation.rollback.advice === 'yes';
  const plan =
    rivals.length > 0
      ? [...(isBack ? [{ step: backWith(situation) }] : []), ...tellingApart(incident, rivals, now)]
      : withRollback(now, situation);
  const shown = shownOf(plan.length > 0 ? plan : [{ step: watchIt }]);
  return shown.map(({ step }) => renumbered(step, shown, situation));
}

const nowOf = ({ steps }: Incident): Planned[] =>
  steps.filter(({ afterMinutes }) => afterMinutes === undefined).map((step, at) => ({ step, number: at + 1 }));

function tellingApart(incident: Incident, rivals: readonly Incident[], now: readonly Planned[]): Planned[] {
  const shared = now.filter(
    ({ step }) => step.command && rivals.every(({ steps }) => steps.some((other) => isSame(step, other))),
  );
  const telling = incident.disambiguate ? [{ step: incident.disambiguate }] : [];
  return [...telling, ...shared, { step: watchIt }].slice(0, few);
}

/** By what they say: a page that was made to fit a platform has steps of its own. */
const isSame = (a: Step, b: Step) => a === b || (a.text === b.text && a.command === b.command && a.expect === b.expect);

function withRollback(now: readonly Planned[], situation: Situation): Planned[] {
  const { advice, scope } = situation.rollback;
  if (!scope) return [...now];
  const look = lookFor(scope, situation);
  const isBack = ({ step }: Planned) => step.goesBack === scope;
  const asksTheSame = ({ step }: Planned) => look.does === undefined && step.command === look.command;
  const looks = (one: Planned) => (look.does ? one.step.does === look.does : asksTheSame(one) && tellsAge(one.step));
  const others = now.filter((one) => !isBack(one));
  const own = now.find(isBack);
  if (advice === 'yes') return [{ ...own, step: backWith(situation) }, ...others.filter((one) => !looks(one))];
  if (advice === 'no') return others.filter((one) => !looks(one));
  if (now.some(looks)) return others.map((one) => (looks(one) ? { ...one, step: look } : one));
  if (others.some(asksTheSame))
    return others.map((one) => (asksTheSame(one) ? { ...one, step: alsoTellingAge(one.step, look) } : one));
  if (own) return now.map((one) => (one === own ? { step: look } : one));
  return [...others.slice(0, 1), { step: look }, ...others.slice(1)];
}

/** What the head of a page is looked at for: when it was made. */
const tellsAge = ({ expect = '' }: Step) => expect.includes('last-modified');

/** One command for both: when the build went out, and what the page of the runbook wants to know of its answer. */
const alsoTellingAge = (step: Step, { expect = '' }: Step): Step => ({
  ...step,
  expect: step.expect ? expect.replace(/older or none -> Do next$/, `older or none: ${step.expect}`) : expect,
});

const backWith = ({ rollback, lead }: Situation): Step => ({
  text: 'go back',
  expect: `${lead} holds within 5 min; still red -> Do next`,
  ...rollback.how,
});

/** Where a person sees whether a rollout came in the time that counts. */
function lookFor(scope: 'api' | 'frontend', { since, endedAt, platform }: Situation): Step {
  const when = suspectTime(since, endedAt);
  const isShownThere = platform && !isOnAws(platform) && platform.operations['look-for-rollout'];
  if (scope === 'api' || isShownThere)
    return { ...lookAtRollout, expect: `finished ${when} -> roll back; none -> Do next` };
  return { ...lookAtBuild, expect: `last-modified ${when} -> roll back; older or none -> Do next` };
}

const lookAtBuild: Step = {
  text: 'when this build went out',
  command: 'curl -sSL -m 10 -o /dev/null -D - {app}/',
};

/** The first few, and whatever these lead to. */
function shownOf(plan: readonly Planned[]): Planned[] {
  const shown = plan.slice(0, few);
  for (const [at, { step }] of shown.entries()) {
    const leadsTo = [...(step.expect ?? '').matchAll(reference)].map(([, said]) => said);
    const isMeant = (one: Planned) =>
      leadsTo.includes(String(one.number)) || (leadsTo.includes('next') && one === plan[at + 1]);
    shown.push(...plan.filter((one) => !shown.includes(one) && isMeant(one)));
  }
  return shown;
}

/** Where an `expect` leads: to a step by its number in its page of the runbook, or to the one that follows here. */
const reference = /\bDo (\d+|next)\b/g;
/** The same, for a step that may stand anywhere. */
const following = /\bthe next step\b/g;

function renumbered(step: Step, shown: readonly Planned[], { rollback }: Situation): Step {
  if (!step.expect) return step;
  const own = shown.findIndex((one) => one.step === step);
  const expect = step.expect.replaceAll(reference, (_, said: string) => {
    const at = said === 'next' ? own + 1 : shown.findIndex(({ number }) => number === Number(said));
    if (shown[at]) return `Do ${at + 1}`;
    return rollback.advice === 'decide' && said !== 'next' ? 'roll back' : 'call the owner';
  });
  const after = shown[own + 1] ? `Do ${own + 2}` : 'call the owner';
  return { ...step, expect: expect.replaceAll(following, after) };
}
