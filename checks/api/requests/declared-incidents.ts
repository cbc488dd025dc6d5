import type { Incident, Step } from '#diagnosis/incident.ts';
import type { DeclaredIncident } from '#targets/definition/declared-incidents.ts';
import type { Target } from '#targets/target.ts';

/** The codes of a way of failing that a target speaks of. */
const codesOf: Readonly<Record<DeclaredIncident['when'][number], readonly string[]>> = {
  status: ['request-status'],
  header: ['request-header'],
  value: ['request-value', 'request-value-missing', 'request-elsewhere', 'error-in-body', 'query-unknown'],
};

/** What a target says that its declared requests mean when they do not hold: pages of the team's own runbook. */
export const incidentsOfRequests = ({ requests }: Pick<Target, 'requests'>): Incident[] =>
  Object.entries(requests).flatMap(([name, { severity, incidents }]) =>
    incidents.map(({ when, steps, logs, ...page }): Incident => {
      const [first, ...others] = steps;
      return {
        ...page,
        severity,
        steps: [stepOf(first), ...others.map(stepOf)],
        ofTarget: true,
        // The request knows that it does not hold; why, its team supposes.
        signs: [{ check: `api/${name}`, codes: when.flatMap((way) => codesOf[way]), vague: true }],
        ...(logs && { logs }),
      };
    }),
  );

const stepOf = ({ text, command, expect, goesBack, afterMinutes }: DeclaredIncident['steps'][number]): Step => ({
  text,
  expect,
  ofTarget: true,
  ...(command && { command }),
  ...(goesBack && { goesBack }),
  ...(afterMinutes && { afterMinutes }),
});
