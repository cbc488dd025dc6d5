import type { Faults } from '../faults.ts';
import { reserve } from '../net/reserve.ts';
import { type ApiOptions, createApi } from './api/app.ts';
import { createUserStore, type User } from './api/user-store.ts';
import type { Deployment } from './deployment.ts';
import type { Network } from './network.ts';
import type { StripeAccount } from './open-stripe.ts';

/** Taken over from what was booted; the rest of `ApiOptions` follows from it. */
export interface ApiParts
  extends Omit<ApiOptions, 'users' | 'stripe' | 'appOrigin' | 'priceId' | 'webhookSecret' | 'release'> {
  faults: Faults;
  network: Network;
  deployment: Deployment;
  users: readonly User[];
  stripe: StripeAccount;
}

/** Gives the API its address before it exists: Stripe wants to know it first. Returns what puts the API there. */
export async function reserveApi(network: Network): Promise<(parts: ApiParts) => void> {
  const put = await reserve(network, 'api');
  return (parts) => put(createLoventiaApi(parts).fetch);
}

function createLoventiaApi({ network, deployment, users, stripe, ...rest }: ApiParts) {
  const { faults } = rest;
  return createApi({
    ...rest,
    users: createUserStore(withStaleCustomer(users, stripe), () => !faults.has('ready-db')),
    stripe: stripe.client,
    appOrigin: () => network.origin('app'),
    priceId: () => stripe.priceId,
    webhookSecret: () => stripe.webhookSecret,
    release: () => deployment.answering().apiSha,
  });
}

/** Every account that can sign in, so that it does not matter which probe a run is given. */
function withStaleCustomer(users: readonly User[], { deletedCustomerId }: StripeAccount): User[] {
  return users.map((user) =>
    deletedCustomerId && user.passwordHash ? { ...user, stripeCustomerId: deletedCustomerId } : user,
  );
}
