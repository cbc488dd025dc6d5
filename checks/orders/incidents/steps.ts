import type { RollbackRule, Step } from '#diagnosis/incident.ts';
import { logOf, lookAtRollout, rollbackSteps } from '#diagnosis/steps.ts';

export const api = (why: string): RollbackRule => ({ scope: 'api', why });

/** Whether there is anything to go back from. */
export const lookForRelease = (expect: string): Step => ({ ...lookAtRollout, expect });

/** Back to the release before. */
export const goBack = (expect: string): Step => ({ ...rollbackSteps.api, expect });

/** What the app wrote when it failed. */
export const log = (pattern: string, expect: string): Step => ({ ...logOf(pattern), expect });

/** The list of orders, as a user reads it by hand. */
export const readOrders = (text: string, expect: string): Step => ({
  text,
  command: 'curl -sS -m 10 -D - "{orders}" {session}',
  expect,
});

/** What the payment provider says of itself. */
export const stripeStatus = (expect: string): Step => ({
  text: 'what Stripe says of itself',
  command: 'curl -sS -m 10 https://status.stripe.com/api/v2/status.json',
  expect,
});
