import type { Sign, Step } from '#diagnosis/incident.ts';
import { lookAtRollout, rollbackSteps } from '#diagnosis/steps.ts';

/** Steps that several incidents of billing share. */
export const stripeStatus: Step = {
  text: 'what Stripe says of itself',
  command: 'stripe status',
  expect: 'an incident -> it is theirs, wait; all services online -> Do 2',
};

/** The same as the last of what to do now: nothing that stands there follows on it. */
export const stripeStatusLast: Step = {
  ...stripeStatus,
  expect: 'an incident -> it is theirs, wait; all services online -> ask Stripe, with what was seen',
};

/** Whether a release can be the cause; the command of Do 2 wants the revision that stands there. */
export const lookForRollout: Step = {
  ...lookAtRollout,
  expect: 'one since the last good run -> Do 2 with the revision before it; none -> the log',
};

/** Goes back to the release before. @param cured what is seen when that was it. */
export const rollBack = (cured: string): Step => ({
  ...rollbackSteps.api,
  expect: `${cured} within 3 min; still red -> not the release: go forward again and read the log`,
});

/** Brings one person what they paid for. */
export const repairOne: Step = {
  does: 'repair-buyer',
  text: 'as one who paid, with their session ($TOKEN or $COOKIE): brings premium now',
  command: 'curl -sS -m 30 -X POST {api}{sync} {their-session}',
  expect: '200 and premium -> the same for each who paid since; an error -> set it by hand, keep a list',
};

export const resend: Step = {
  text: 'once it answers 2xx: send again what waits',
  command: 'stripe events resend {event} --webhook-endpoint <we_id> --api-key "{stripe-key}"',
  expect: '"pending_webhooks": 0 -> go on with the next; it waits again -> its answer stands in the Dashboard',
};

export const paidAndFree = 'everyone who buys: they pay, and {unserved}';

/** A sign of the way of an event, whatever was paid for. */
export const onTheWay = (sign: Omit<Sign, 'check'>): Sign[] =>
  ['billing/webhook', 'orders/webhook'].map((check) => ({ check, ...sign }));

/** What a missed delivery comes to by itself. */
export const sentAgain =
  'Stripe sends each event again (live: for up to 3 days); what is lost after that must be synced.';
