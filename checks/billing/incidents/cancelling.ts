import type { Incident } from '#diagnosis/incident.ts';
import { logOf, watchIt } from '#diagnosis/steps.ts';
import { lookForRollout, rollBack } from './steps.ts';

export const cancellingIncidents: readonly Incident[] = [
  {
    id: 'cancel-broken',
    title: 'Cancelling fails',
    severity: 'P1',
    affected: 'everyone who cancels: they may go on paying',
    symptoms: ['complaints about charges after a cancellation'],
    signs: [{ check: 'billing/cancel', codes: ['cancel-refused', 'subscription-still-runs'] }],
    firstChecks: ['Is the subscription still active at Stripe?'],
    steps: [
      lookForRollout,
      rollBack('a cancellation answers 200'),
      {
        text: 'for those who asked meanwhile: end it at Stripe, refund what was charged since',
        command: 'stripe subscriptions cancel <sub_id> --api-key "{stripe-key}"',
        expect: '"status": "canceled", and the user is free; still premium -> sync them',
      },
      {
        text: 'the probe itself may still be subscribed',
        command: 'npm run sweep -- --target {target}',
        afterMinutes: 15,
        expect: 'clean or swept; failed -> end its subscription by hand',
      },
    ],
    selfHealing: 'Not by itself; each day may charge someone.',
    rollback: { scope: 'api', why: 'the route worked with the release before' },
    logs: '?cancel ?subscription',
  },
  {
    id: 'premium-stays',
    title: 'Ended at Stripe, and the user is still premium',
    severity: 'P2',
    affected: 'the business: those who cancelled keep what they no longer pay for',
    symptoms: ['more premium users than subscriptions'],
    signs: [
      { check: 'billing/cancel', codes: ['premium-after-cancel'], outcome: 'any' },
      { check: 'billing/checkout', codes: ['probe-user-not-free'], outcome: 'any' },
      { check: 'billing/undone', codes: ['purchase-not-undone'], outcome: 'any' },
    ],
    firstChecks: ['Was customer.subscription.deleted delivered? Does the handler know it?'],
    steps: [
      lookForRollout,
      rollBack('who cancels then is free at once'),
      {
        text: 'whether the app was told of the end',
        command:
          'stripe events list --type customer.subscription.deleted --delivery-success=false --api-key "{stripe-key}"',
        expect: 'an empty list -> told and ignored: the handler; events -> not told: resend them',
      },
      {
        text: 'the probe itself may still be premium',
        command: 'npm run sweep -- --target {target}',
        afterMinutes: 30,
        expect: 'clean or swept -> sync the others who cancelled since; failed -> make the probe user free by hand',
      },
    ],
    selfHealing: 'Not by itself: for Stripe the event is delivered.',
    rollback: { scope: 'api', why: 'the handler is code; then sync those who cancelled meanwhile' },
    logs: '?subscription ?entitlement',
  },
  {
    id: 'cancel-late',
    title: 'Cancelling takes effect late',
    severity: 'P3',
    affected: 'everyone who cancels: it looks as if it had not worked',
    symptoms: ['people cancel twice'],
    signs: [{ check: 'billing/cancel', codes: ['cancellation-late', 'free-late'], outcome: 'degraded' }],
    firstChecks: ['Which hop is the slow one: the end at Stripe, or being free in the app?'],
    steps: [
      {
        ...logOf('?cancel ?subscription'),
        expect: 'a wait for Stripe -> stripe status; a wait after the event -> a queue or a job of the app',
      },
      { ...watchIt, expect: 'within its budget -> over; as late as before -> a fixed delay: a schedule or a cache' },
      {
        text: 'later each time; treat it as failing',
        afterMinutes: 60,
        expect: 'people are still charged -> cancel at Stripe for those who asked',
      },
    ],
    selfHealing: 'For each user, late. The delay stays.',
    rollback: { scope: 'api', why: 'only if it came with a release' },
    logs: '?cancel ?subscription',
  },
];
