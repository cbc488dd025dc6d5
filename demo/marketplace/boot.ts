import { allOpened } from '../all-opened.ts';
import { createSwitches } from '../faults.ts';
import { type BootOptions, type Demo, openGround } from '../ground.ts';
import { reserve } from '../net/reserve.ts';
import { createUsers } from './auth/users.ts';
import { openDatabase } from './data/open-database.ts';
import { seed } from './data/seed.ts';
import { earlierSessionOf } from './earlier-session.ts';
import { marketplaceFaults } from './faults.ts';
import { faultHosts, type Host, hostNames } from './hosts.ts';
import { createKeys } from './keys.ts';
import { openStripe } from './open-stripe.ts';
import { createProject } from './project.ts';
import { openShop } from './shop/open-shop.ts';

/** A running Marketplace. */
export interface MarketplaceDemo extends Demo<Host> {
  /** Public by design: every request to the project has it. */
  anonKey: string;
  /** The probe's user, and another whose order it must not see. */
  credentials: Record<'probe' | 'witness', { email: string; password: string }>;
  /** A session of the probe's user from five minutes ago. */
  earlierSession(): Promise<{ accessToken: string; signedInAt: Date }>;
  /** What a monitor is given of the account at Stripe. */
  stripeKey: string;
}

/** Boots the shop, its project of Supabase and its Stripe on free loopback ports; of the machine only temporary folders change. */
export async function bootMarketplace({ faults: ids, ...delays }: BootOptions = {}): Promise<MarketplaceDemo> {
  const faults = createSwitches({ faults: marketplaceFaults, hosts: faultHosts }, ids);
  await using opening = new AsyncDisposableStack();
  const names = { hostNames, foreignName: 'www.marketplace-staging.test', twoAddresses: true };
  const [{ network, known }, database, keys] = await allOpened([
    openGround({ faults, region: 'eu-central-1', ...delays, ...names }, opening),
    openDatabase(faults, opening),
    createKeys(faults),
  ]);
  const users = createUsers(faults);
  const setProject = await reserve(network, 'api');
  const [stripe] = await allOpened([
    openStripe(network, faults, opening),
    openShop({ network, faults, supabase: { url: network.origin('api'), anonKey: keys.anonKey } }),
    seed(database, users.witness),
  ]);
  const { client, restrictedKey: stripeKey, webhookSecret } = stripe;
  const parts = { faults, keys, database, stripe: client, users: Object.values(users) };
  setProject(createProject({ ...parts, shop: () => network.origin('shop'), webhookSecret: () => webhookSecret }).fetch);
  const running = opening.move();
  return {
    ...known(),
    anonKey: keys.anonKey,
    credentials: users,
    earlierSession: () => earlierSessionOf(keys, users.probe),
    stripeKey,
    close: () => running.disposeAsync(),
  };
}
