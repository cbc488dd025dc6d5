import type { Target } from '#targets/target.ts';
import type { Incident, Step } from './incident.ts';
import { watchIt } from './steps.ts';

/** What a target says of the platform that it runs on. */
export type Platform = Pick<Target, 'aws' | 'operations'>;

/** Unless a target says how things are done elsewhere, pages of the runbook speak of AWS. */
export const isOnAws = ({ aws, operations }: Platform) => aws !== undefined || Object.keys(operations).length === 0;

const isOfAws = ({ command = '' }: Step) => /(?:^|[\s(])aws [a-z]/.test(command);

/** A step as it is done on the platform of the target; undefined where there is nothing of the kind. */
function doneHere(step: Step, platform: Platform): Step | undefined {
  if (isOnAws(platform)) return step;
  const how = step.does && platform.operations[step.does];
  if (!how) return isOfAws(step) ? undefined : step;
  const { command: _, ...rest } = step;
  const text = step.keepsWords ? step.text : how.text;
  const words = how.command ? {} : { keepsWords: true as const };
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
  const { command: _, ...words } = step;
  return doneHere(step, platform) ?? words;
}

/** A page of the runbook as it is followed on the platform of the target; what leads to a step that is none there leads to the owner. */
export function incidentHere(incident: Incident, platform: Platform): Incident {
  if (isOnAws(platform)) return incident;
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
  return { ...page, steps: [first, ...rest], ...(disambiguate && { disambiguate: stepHere(disambiguate, platform) }) };
}
