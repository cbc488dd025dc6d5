import { billingFixtureFailures } from '#fixtures/billing/failures.ts';
import { accountFailures } from './failures/account.ts';
import { purchaseFailures } from './failures/purchase.ts';
import { webhookFailures } from './failures/webhook.ts';

/** How claims about buying fail. */
export const billingFailures = {
  ...billingFixtureFailures,
  ...accountFailures,
  ...purchaseFailures,
  ...webhookFailures,
} as const;
