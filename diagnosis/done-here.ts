import type { Target } from '#targets/target.ts';
import type { Incident, Step } from './incident.ts';
import { watchIt } from './steps.ts';
import { wordsElsewhere } from './words-elsewhere.ts';

/** What a target says of the platform that it runs on. */
export type Platform = Pick<Target, 'aws' | 'operations'>;

/** Pages of the runbook speak of AWS to those only who say that they run there: to all others its parts are none of theirs. */
export const isOnAws = ({ aws }: Pick<Platform, 'aws'>) => aws !== undefined;

const isOfAws = ({ command = '' }: Step) => /(?:^|[\s(])aws [a-z]/.test(command);

/** A step as it is done on the platform of the target; undefined where there is nothing of the kind. */
function doneHere(step: Step, platform: Platform): Step | undefined {
  if (isOnAws(platform) || step.ofTarget) return step;
  const own = step.does && platform.operations[step.does];
  const how = own ?? step.elsewhere;
  if (!how) return isOfAws(step) ? undefined : inWordsOfHere(step);
  const { command: _, elsewhere: __, ...rest } = inWordsOfHere(step);
  // What a target says itself stays as it says it.
  const isOwn = own !== undefined && (!step.keepsWords || step.text === own.text);
  const said = step.keepsWords ? step.text : how.text;
  const text = isOwn ? own.text : wordsElsewhere(said);
  const words = own && !how.command ? { keepsWords: true as const } : {};
  return {
    ...rest,
    ...words,
    text,
    ...(how.command && { command: how.command }),
    ...(how.expect && { expect: how.expect }),
  };
}

/** The same, where a step has to stand: what is not done so here is left to the reader, without a command. */
export function stepHere(step: Step, platform: Platform): Step {
  const { command: _, ...words } = inWordsOfHere(step);
  return doneHere(step, platform) ?? words;
}

const inWordsOfHere = (step: Step): Step => ({
  ...step,
  text: wordsElsewhere(step.text),
  ...(step.expect && { expect: wordsElsewhere(step.expect) }),
});

/** A page of the runbook as it is followed on the platform of the target; what leads to a step that is none there leads to the owner. */
export function incidentHere(incident: Incident, platform: Platform): Incident {
  if (isOnAws(platform) || incident.ofTarget) return incident;
  const steps = incident.steps.map((step) => doneHere(step, platform));
  const isNow = (_: unknown, at: number) => incident.steps[at]?.afterMinutes === undefined;
  const now = steps.filter(isNow);
  const kept = now.filter((step) => step !== undefined);
  const [first = watchIt, ...rest] = steps.flatMap((step) => {
    if (!step) return [];
    const expect = step.expect?.replaceAll(/\bDo (\d+)/g, (_, said: string) => {
      const led = now[Number(said) - 1];
      return led ? `Do ${kept.indexOf(led) + 1}` : 'call the owner';
    });
    return expect === undefined ? [step] : [{ ...step, expect }];
  });
  const { disambiguate, ...page } = incident;
  return {
    ...inWords(page),
    steps: [first, ...rest],
    ...(disambiguate && { disambiguate: stepHere(disambiguate, platform) }),
  };
}

/** All that a page says to its reader, but for its steps. */
function inWords<T extends Omit<Incident, 'disambiguate'>>(page: T): T {
  const { title, brief, together, affected, symptoms, firstChecks, selfHealing, rollback } = page;
  return {
    ...page,
    title: wordsElsewhere(title),
    ...(brief && { brief: wordsElsewhere(brief) }),
    ...(together && { together: wordsElsewhere(together) }),
    affected: wordsElsewhere(affected),
    symptoms: symptoms.map(wordsElsewhere),
    firstChecks: firstChecks.map(wordsElsewhere),
    selfHealing: wordsElsewhere(selfHealing),
    rollback: { ...rollback, why: wordsElsewhere(rollback.why) },
  };
}
