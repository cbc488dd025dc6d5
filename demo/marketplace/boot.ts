import { allOpened } from '../all-opened.ts';
import { openCloudWatch } from '../cloudwatch/open-cloudwatch.ts';
import { createSwitches, type FaultSwitches } from '../faults.ts';
import { writeCaFile } from '../net/ca-file.ts';
import type { Fetch } from '../net/listen.ts';
import { createNetwork } from '../net/network.ts';
import { createUsers } from './auth/users.ts';
import { openDatabase } from './data/open-database.ts';
import { seed } from './data/seed.ts';
import { earlierSessionOf } from './earlier-session.ts';
import { marketplaceFaults } from './faults.ts';
import { faultHosts, type Host, hostNames } from './hosts.ts';
import { createKeys } from './keys.ts';
import type { Network } from './network.ts';
import { openStripe } from './open-stripe.ts';
import { createProject } from './project.ts';
import { openShop } from './shop/open-shop.ts';

export interface MarketplaceBootOptions {
  /** Ids of `marketplaceFaults`; an unknown one throws before anything is opened. */
  faults?: readonly string[];
  /** Added to every answer of every server. Default 0. */
  latencyMs?: number;
  /** Up to so many milliseconds more, by chance, for each answer. Default 0. */
  jitterMs?: number;
}

/** A running Marketplace. */
export interface MarketplaceDemo {
  /** Origins without a trailing slash. */
  urls: Record<Host | 'cloudwatch', string>;
  /** The authority that signs its certificates, in a file. */
  caFile: string;
  caPem: string;
  trustedKeys: string[];
  /** Where its names are resolved: `127.0.0.1:<port>`, over UDP. */
  nameServer: string;
  /** Public by design: every request to the project has it. */
  anonKey: string;
  /** The probe's user, and another whose order it must not see. */
  credentials: Record<'probe' | 'witness', { email: string; password: string }>;
  /** A session of the probe's user from five minutes ago. */
  earlierSession(): Promise<{ accessToken: string; signedInAt: Date }>;
  /** What a monitor is given of the account at Stripe. */
  stripeKey: string;
  aws: { accessKeyId: string; secretAccessKey: string };
  faults: FaultSwitches;
  close(): Promise<void>;
}

/** Boots the shop, its project of Supabase and its Stripe on free loopback ports; of the machine only temporary folders change. */
export async function bootMarketplace({
  faults: ids,
  latencyMs = 0,
  jitterMs = 0,
}: MarketplaceBootOptions = {}): Promise<MarketplaceDemo> {
  const faults = createSwitches({ faults: marketplaceFaults, hosts: faultHosts }, ids);
  await using opening = new AsyncDisposableStack();
  const names = { hostNames, foreignName: 'www.marketplace-staging.test' };
  const [network, database, keys] = await allOpened([
    createNetwork({ faults, latencyMs, jitterMs, ...names, twoAddresses: true }, opening),
    openDatabase(faults, opening),
    createKeys(faults),
  ]);
  const users = createUsers(faults);
  const setProject = await reserveProject(network);
  const [caFile, cloudwatch, stripe] = await allOpened([
    writeCaFile(network.caPem, opening),
    openCloudWatch(network, 'eu-central-1'),
    openStripe(network, faults, opening),
    openShop({ network, faults, supabase: { url: network.origin('api'), anonKey: keys.anonKey } }),
    seed(database, users.witness),
  ]);
  const { client, restrictedKey: stripeKey, webhookSecret } = stripe;
  const parts = { faults, keys, database, stripe: client, users: Object.values(users) };
  setProject(createProject({ ...parts, shop: () => network.origin('shop'), webhookSecret: () => webhookSecret }).fetch);
  const running = opening.move();
  return {
    urls: { ...originsOf(network), cloudwatch: cloudwatch.url },
    caFile,
    caPem: network.caPem,
    trustedKeys: network.trustedKeys(),
    nameServer: network.nameServer,
    anonKey: keys.anonKey,
    credentials: users,
    earlierSession: () => earlierSessionOf(keys, users.probe),
    stripeKey,
    aws: cloudwatch.access,
    faults,
    close: () => running.disposeAsync(),
  };
}

/** Opens the project's host before there is a project: Stripe and the pages have to know where it is. */
async function reserveProject(network: Network): Promise<(fetch: Fetch) => void> {
  let project: Fetch = () => new Response(null, { status: 503 });
  await network.open('api', (request, env) => project(request, env));
  return (fetch) => {
    project = fetch;
  };
}

function originsOf(network: Network): Record<Host, string> {
  const origins = Object.keys(hostNames).map((host) => [host, network.origin(host as Host)]);
  return Object.fromEntries(origins);
}
