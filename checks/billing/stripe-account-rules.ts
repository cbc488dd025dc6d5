import { type AccountFinding, finding } from './account-finding.ts';
import { accountFailures } from './failures/account.ts';

/** Whether an object of the account is of the environment's mode: `livemode` is on each of them. */
export function judgeMode(livemode: boolean, environment: string): AccountFinding | undefined {
  const wanted = environment === 'live';
  if (livemode === wanted) return undefined;
  const [got, expected] = wanted ? (['test', 'live'] as const) : (['live', 'test'] as const);
  return finding(accountFailures['stripe-key-mode'], { name: environment, expected, got });
}

/** What Stripe's status page says, where it is more than a nuisance. */
export const isOutage = (indicator: string): boolean => indicator === 'major' || indicator === 'critical';
