import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { releaseOfIndex, type SeenIndex, writeMemory } from '#checks/frontend/seen-releases.ts';
import { bootLoventia, type Loventia } from '#demo/loventia/boot.ts';
import { faultHosts, loventiaFaults } from '#demo/loventia/faults.ts';
import { createLoopbackFetch } from '#demo/net/loopback-fetch.ts';
import { patientFetch } from '#demo/stripe/patient-fetch.ts';
import type { Store } from '#store/store.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import type { GivenEvidence } from '../demo-options.ts';
import type { BootedDemo, BootRequest, DemoSystem } from '../demo-system.ts';
import { loventiaRows } from '../detect/rows/loventia.ts';
import { rememberSignIn } from '../remember-sign-in.ts';
import { toldOfDemo } from '../told-of-demo.ts';

/** Past the demo's budget for premium and before it is given up: the three minutes of a real run, made shorter. */
const lateMs = 7_000;

/** Requests a minute that hundreds of runs stay below. */
const manyRequests = { api: 1e6, login: 1e6, refresh: 1e6, billing: 1e6 };

/** Boots Loventia: what every demo has, and the demo itself for who wants to look into it. */
export async function bootLoventiaDemo(request: BootRequest): Promise<BootedDemo & { demo: Loventia }> {
  expectBuildable(fileURLToPath(new URL('../..', import.meta.url)));
  const { evidence, manyRuns, ...options } = request;
  const limits = manyRuns && { rateLimits: manyRequests };
  const demo = await bootLoventia({ ...options, premiumLateMs: lateMs, ...limits });
  const { urls, trustedKeys, credentials } = demo;
  return {
    demo,
    environment: demoEnvironment(demo, evidence),
    urls,
    front: urls.app,
    trustedKeys,
    account: credentials.probes[0],
    releases: nextReleases(demo),
    rollOut: (stepMs, newFaults) => rollOut(demo, stepMs, newFaults),
    async remember(store, isBeforeRollOut = false) {
      await rememberDeploy(demo, store, isBeforeRollOut);
      const session = await demo.earlierSession();
      await rememberSignIn(store, { origin: urls.api, account: credentials.probes[0], session });
    },
    close: () => demo.close(),
  };
}

/**
 * Vite takes what stands behind such a sign in the path of its sources for no part of it.
 *
 * @throws {ConfigError} where the pages of the demo cannot be built.
 */
export function expectBuildable(folder: string): void {
  if (!/[#?]/.test(folder)) return;
  const remedy = 'move Watchpost there; `npm run check` of your own product works where it is';
  const expected = 'a path without # and ?, at which the build of the pages of this demo ends';
  throw new ConfigError([{ where: 'the folder of Watchpost', found: `"${folder}"`, expected, remedy }]);
}

/** The demo itself, for who wants to look into it. */
export type DemoOfLoventia = Loventia;

/**
 * How many subscriptions are paid for at its Stripe.
 *
 * @throws {Error} when it does not say so, though asked patiently.
 */
export async function activeSubscriptions({ caPem, urls, stripe }: Loventia): Promise<number> {
  const { fetch, close } = createLoopbackFetch(caPem);
  const headers = { authorization: `Bearer ${stripe.secretKey}` };
  try {
    const answer = await patientFetch(fetch)(`${urls.stripe}/v1/subscriptions?status=active`, { headers });
    const { data } = (await answer.json()) as { data?: unknown[] };
    if (!data) throw new Error(`the demo's Stripe answered ${answer.status} and no list of subscriptions`);
    return data.length;
  } finally {
    await close();
  }
}

export const system: DemoSystem = {
  faults: loventiaFaults,
  faultHosts,
  evidence: ['logs', 'secret'],
  rollsOut: true,
  rows: loventiaRows,
  boot: bootLoventiaDemo,
};

/**
 * Turns the embedded demo into what a run is told: the addresses, the private authority and the credentials, as
 * overrides of the very target that fits the real system.
 *
 * @param evidence what the run is given beyond what an outsider sees, of `givenEvidence`.
 */
export function demoEnvironment(demo: Loventia, evidence: readonly GivenEvidence[] = []): Record<string, string> {
  const { urls, credentials, stripe, photos } = demo;
  const more = moreEvidence(demo).filter(({ kind }) => evidence.includes(kind));
  const [probe] = credentials.probes;
  const pool = credentials.probes
    .slice(1)
    .map((_, at) => ({ email: `WATCHPOST_PROBE_${at + 2}_EMAIL`, password: `WATCHPOST_PROBE_${at + 2}_PASSWORD` }));
  const overrides = {
    'hosts.app': urls.app,
    'hosts.api': urls.api,
    'hosts.images': urls.images,
    'hosts.storage': urls.s3,
    'network.thirdParties': [urls.stripe, urls.checkout, urls.stripeStatus],
    'edge.httpsRedirects': { app: urls.appHttp },
    'images.samples': { host: 'images', paths: photos.publicUrls.map((url) => new URL(url).pathname) },
    'images.private': { host: 'storage', path: new URL(photos.privateUrl).pathname },
    'auth.pool': pool,
    'billing.apiUrl': urls.stripe,
    'billing.statusUrl': `${urls.stripeStatus}/api/v2/status.json`,
    'billing.webhook.apiVersion': stripe.webhookApiVersion,
    'billing.price': { amount: 12_900, currency: 'sek', interval: 'month' },
    'gate.mode': 'block',
    'gate.settleSeconds': 5,
    'gate.silentSeconds': 4,
    'auth.rotates': demo.promises.rotates,
    'auth.detectsReuse': demo.promises.detectsReuse,
    'budgets.request': 3_000,
    'budgets.checkout': 20_000,
    'budgets.hostedPage': 10_000,
    'budgets.webhook': 5_000,
    'budgets.webhookGiveUp': 20_000,
    'budgets.premium': 5_000,
    'budgets.premiumGiveUp': 10_000,
    ...Object.assign({}, ...more.map(({ overrides }) => overrides)),
  };
  return toldOfDemo(demo, overrides, {
    WATCHPOST_PROBE_EMAIL: probe.email,
    WATCHPOST_PROBE_PASSWORD: probe.password,
    ...Object.fromEntries(
      pool.flatMap(({ email, password }, at) => [
        [email, credentials.probes[at + 1]?.email ?? ''],
        [password, credentials.probes[at + 1]?.password ?? ''],
      ]),
    ),
    WATCHPOST_WITNESS_EMAIL: credentials.witness.email,
    WATCHPOST_WITNESS_PASSWORD: credentials.witness.password,
    STRIPE_SECRET_KEY: stripe.secretKey,
    ...(demo.plantedFile && { WATCHPOST_PLANTED: demo.plantedFile }),
    ...Object.assign({}, ...more.map(({ variables }) => variables)),
  });
}

interface MoreEvidence {
  kind: GivenEvidence;
  overrides: Record<string, unknown>;
  variables: Record<string, string>;
}

const moreEvidence = ({ urls, logGroup, stripe }: Loventia): MoreEvidence[] => [
  {
    kind: 'logs',
    overrides: { 'aws.logGroup': logGroup, 'aws.searchLogs': 'on' },
    variables: { AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: urls.logs },
  },
  {
    kind: 'secret',
    overrides: { 'billing.webhook.secret': 'STRIPE_WEBHOOK_SECRET' },
    variables: { STRIPE_WEBHOOK_SECRET: stripe.webhookSecret },
  },
];

/** What the next release is called: a commit, and on the site, whose only marker they are, the name of its script. */
function nextReleases({ deployment }: Loventia): Record<string, string> {
  const { apiSha, assets } = deployment.next();
  const served = deployment.current().assets;
  const own = assets.find((asset) => /\/index-[^/]*\.js$/.test(asset) && !served.includes(asset)) ?? '';
  return { api: apiSha, app: own.slice(own.lastIndexOf('/') + 1) };
}

/** What is wrong with the new release is so from its first task on. */
async function rollOut({ deployment, faults }: Loventia, stepMs: number, newFaults: readonly string[]): Promise<void> {
  for (const fault of newFaults) faults.turnOn(fault);
  await deployment.rollOut('next', stepMs);
}

/** The demo has two releases: where the next one is still to come, none was seen before this one. */
async function rememberDeploy({ deployment, urls }: Loventia, store: Store, isBeforeRollOut: boolean): Promise<void> {
  const current = await seenIndex(deployment.current(), urls.app);
  const previous = isBeforeRollOut ? undefined : await seenIndex(deployment.previous(), urls.app);
  await store.remove('history.json');
  await writeMemory(store, { current, previous, since: new Date().toISOString() });
}

async function seenIndex({ dir, assets }: { dir: string; assets: string[] }, base: string): Promise<SeenIndex> {
  const html = await readFile(join(dir, 'index.html'), 'utf8');
  return { release: releaseOfIndex(html, base), assets };
}
