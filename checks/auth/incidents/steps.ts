import type { RollbackRule, Step } from '#diagnosis/incident.ts';
import { logOf, lookAtRollout, newTasks, rollbackSteps } from '#diagnosis/steps.ts';

export const api = (why: string): RollbackRule => ({ scope: 'api', why });

/** Back to the revision before: settings and secrets by name come back with it. */
export const rollBack = (expect: string): Step => ({
  ...rollbackSteps.api,
  text: 'the revision before, where one was rolled out since it last held',
  expect,
});

/** Whether there is anything to go back from. */
export const rollout = (expect: string): Step => ({ ...lookAtRollout, expect });

export const freshTasks = (expect: string): Step => ({ ...newTasks, expect });

/** The lines of the API's log around the failure. */
export const log = (pattern: string, expect: string): Step => ({ ...logOf(pattern), expect });

/** The same login by hand, as the target's kind of sign-in sends it; of the answer only names are shown. */
export const loginByHand = (text: string, expect: string): Step => ({
  text,
  command: '{login-by-hand}',
  expect,
});

/** What the API says to the site's origin before a browser sends anything. */
export const preflight = (expect: string): Step => ({
  text: 'the preflight of a sign-in, as a browser asks it',
  command:
    "curl -sS -m 10 -o /dev/null -D - -X OPTIONS {api}{login} -H 'Origin: {app}' -H 'Access-Control-Request-Method: POST'",
  expect,
});
