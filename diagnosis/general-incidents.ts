import type { FailureClass } from '#record/vocabulary.ts';
import { type General, generalByClass } from './general-by-class.ts';
import type { Incident } from './incident.ts';
import { specFailed } from './spec-incident.ts';
import { lookAtRollout, rollbackSteps, watchIt } from './steps.ts';

const toIncident = ([name, general]: [string, General]): Incident => {
  const { look, next, release, noRelease, ...rest } = general;
  return {
    id: `other-${name}`,
    ...rest,
    symptoms: ['no known incident looks like this'],
    signs: [],
    firstChecks: ['Read the evidence of the check', 'Did a deploy or a change of settings come just before?'],
    steps: [
      look,
      ...(next ? [next] : []),
      ...(release === 'api' ? [lookAtRollout] : []),
      ...(release ? [rollbackSteps[release]] : []),
      watchIt,
      {
        text: 'call the owner with the evidence below',
        expect: 'they know of a change -> undo it; they do not -> what is new in the log since the first red run',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Unknown.',
    rollback: release
      ? { scope: release, why: 'no known incident looks like this; what a release has brought goes with it' }
      : { scope: 'none', why: noRelease ?? 'first find out: no known incident looks like this' },
    ...(release === 'api' && { logs: '?error ?Error' }),
  };
};

/** What is said where no known incident explains a failure. */
export const generalIncidents: readonly Incident[] = [...Object.entries(generalByClass).map(toIncident), specFailed];

const byId = new Map(generalIncidents.map((incident) => [incident.id, incident]));

/** Whether it says no more than its class does; a page may have been made to fit the platform of a target since. */
export const isGeneral = ({ id }: Incident): boolean => byId.has(id);

/** The incident of a class, for what no known incident explains. */
export function generalIncident(failureClass: FailureClass): Incident {
  const incident = byId.get(`other-${failureClass}`);
  if (!incident) throw new Error(`The runbook has no general incident for the class "${failureClass}".`);
  return incident;
}
