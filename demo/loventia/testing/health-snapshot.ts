import { Resolver } from 'node:dns/promises';
import { connect } from 'node:tls';
import { decodeJwt } from 'jose';
import type { Response } from 'undici';
import { faultHosts } from '../../faults.ts';
import type { Loventia } from '../boot.ts';
import { hostNames } from '../hosts.ts';
import { bearer, type Session, type Visitor } from './visitor.ts';

/** What can be seen of a demo from outside, each sign in a few words. */
export type VitalSigns = Record<string, string>;

interface Patient {
  demo: Loventia;
  visitor: Visitor;
  /** A session, while signing in works. */
  session: Session | undefined;
}

/** How long a sign waits for what should come by itself. */
const PATIENCE_MS = 1_500;

/**
 * Takes every sign, the purchase last. A sign that needs a session is left out when there is none, and one that throws
 * reads as the error's code or name.
 */
export async function takeVitalSigns(demo: Loventia, visitor: Visitor): Promise<VitalSigns> {
  const signs: VitalSigns = {};
  const patient: Patient = { demo, visitor, session: undefined };
  for (const [name, take] of Object.entries(signsOfAll)) {
    signs[name] = await describe(() => take(patient));
    // An API that lets everybody wait is not asked ten times more.
    if (name === 'health' && signs[name] === 'TimeoutError') return signs;
  }
  patient.session = await visitor.login().catch(() => undefined);
  if (!patient.session) return signs;
  for (const [name, take] of Object.entries(signsOfMembers)) signs[name] = await describe(() => take(patient));
  return signs;
}

async function describe(take: () => Promise<string>): Promise<string> {
  try {
    return await take();
  } catch (error) {
    const { code, name } = rootOf(error);
    // A DOMException has a number for a code.
    return typeof code === 'string' ? code : name;
  }
}

function rootOf(error: unknown): Error & { code?: unknown } {
  const known = error as Error & { code?: unknown };
  return known.cause instanceof Error ? rootOf(known.cause) : known;
}

const typeOf = (response: Response) => response.headers.get('content-type')?.split(';')[0];

async function timed(work: () => Promise<string>): Promise<string> {
  const started = performance.now();
  const outcome = await work();
  return performance.now() - started > SLOW_MS ? `${outcome}, slow` : outcome;
}

/** The slow faults of a test are set to more than this. */
export const SLOW_MS = 1_000;

const distinct = (values: readonly string[]) => [...new Set(values)].filter(Boolean).sort().join(' | ');

async function eachDistinct<T>(items: readonly T[], see: (item: T) => Promise<string>): Promise<string> {
  return distinct(await Promise.all(items.map(see)));
}

const signsOfAll: Record<string, (patient: Patient) => Promise<string>> = {
  async names({ demo }) {
    const resolver = new Resolver();
    resolver.setServers([demo.nameServer]);
    const lookup = async (host: (typeof faultHosts)[number]) =>
      `${host} ${await describe(async () => (await resolver.resolve4(hostNames[host])).join())}`;
    return (await Promise.all(faultHosts.map(lookup))).filter((line) => !line.endsWith(' 127.0.0.1')).join();
  },
  certificates: async ({ demo }) =>
    (await Promise.all(faultHosts.map((host) => inspectCertificate(demo, host)))).filter(Boolean).join(),
  async plainHttp({ demo, visitor }) {
    const { status, headers } = await visitor.fetch(demo.urls.appHttp, { redirect: 'manual' });
    return [status, headers.get('location')?.replace(demo.urls.app, 'app')].filter(Boolean).join(' ');
  },
  page: async ({ demo, visitor }) => String((await visitor.fetch(demo.urls.app)).status),
  deepLink: async ({ demo, visitor }) => String((await visitor.fetch(`${demo.urls.app}/discover`)).status),
  assets: ({ demo, visitor }) =>
    eachDistinct(demo.deployment.current().assets, (path) => seeAsset(demo, visitor, path)),
  previousAssets({ demo, visitor }) {
    const current = new Set(demo.deployment.current().assets);
    const left = demo.deployment.previous().assets.filter((path) => !current.has(path));
    return eachDistinct(left, (path) => seeAsset(demo, visitor, path));
  },
  async indexPolicy({ demo, visitor }) {
    return (await visitor.fetch(demo.urls.app)).headers.get('cache-control') ?? '';
  },
  async release({ demo, visitor }) {
    const index = await (await visitor.fetch(demo.urls.app)).text();
    const scripts = [...index.matchAll(/\/assets\/[\w.-]+\.js/g)].map(([path]) => path);
    if (scripts.length === 0) return 'none';
    const known = scripts.every((path) => demo.deployment.current().assets.includes(path));
    return known ? 'current' : 'previous';
  },
  async entry({ demo, visitor }) {
    const scripts = demo.deployment.current().assets.filter((path) => path.endsWith('.js'));
    return eachDistinct(scripts, async (path) => {
      const text = await (await visitor.fetch(`${demo.urls.app}${path}`)).text();
      return text.startsWith('throw ') ? 'throws' : '';
    });
  },
  async privatePhoto({ demo, visitor }) {
    const response = await visitor.fetch(demo.photos.privateUrl);
    return [response.status, typeOf(response)?.startsWith('image/') && 'picture'].filter(Boolean).join(' ');
  },
  photo: ({ demo, visitor }) => timed(() => seePhoto(visitor, demo, demo.photos.faultyUrl)),
  otherPhotos: ({ demo, visitor }) =>
    eachDistinct(
      demo.photos.publicUrls.filter((url) => url !== demo.photos.faultyUrl),
      (url) => timed(() => seePhoto(visitor, demo, url)),
    ),
  async health({ visitor }) {
    const response = await visitor.api('/health');
    return `${response.status} ${await response.text()}`;
  },
  discover: async ({ visitor }) => String((await visitor.api('/api/discover')).status),
  async ready({ visitor }) {
    const response = await visitor.api('/ready');
    return `${response.status} ${await response.text()}`;
  },
  async steady({ visitor }) {
    const answers: string[] = [];
    for (let request = 0; request < 8; request += 1) {
      const response = await visitor.api('/metrics');
      answers.push([response.status, response.headers.get('server')].filter(Boolean).join(' '));
    }
    return distinct(answers);
  },
  async clock({ visitor }) {
    const date = (await visitor.api('/health')).headers.get('date') ?? '';
    return `${Math.round((Date.parse(date) - Date.now()) / 60_000) + 0} min`;
  },
  login: ({ demo, visitor }) =>
    eachDistinct([demo.credentials.probes[0], demo.credentials.witness], async (who) =>
      String((await visitor.post('/api/auth/login', who)).status),
    ),
  wrongPassword: async ({ demo, visitor }) => {
    const { email } = demo.credentials.witness;
    return String((await visitor.post('/api/auth/login', { email, password: 'wrong' })).status);
  },
  async preflight({ demo, visitor }) {
    const headers = { origin: demo.urls.app, 'access-control-request-method': 'POST' };
    const response = await visitor.api('/api/auth/login', { method: 'OPTIONS', headers });
    return `${response.status} ${response.headers.get('access-control-allow-origin') === demo.urls.app}`;
  },
  webhook: ({ visitor }) => seeWebhook(visitor, JSON.stringify(syntheticEvent('printed'), null, 2)),
  webhookCanonical: ({ visitor }) => seeWebhook(visitor, JSON.stringify(syntheticEvent('canonical'))),
  webhookUnsigned: async ({ visitor }) => String((await visitor.postEvent('{}', 't=1,v1=00')).status),
  async stripe({ demo, visitor }) {
    const response = await visitor.fetch(`${demo.urls.stripeStatus}/api/v2/status.json`);
    const { status } = (await response.json()) as { status: { indicator: string } };
    const endpoint = await describe(async () =>
      String((await visitor.stripe.webhookEndpoints.retrieve(demo.stripe.webhookEndpointId)).status),
    );
    return `${status.indicator}, endpoint ${endpoint}`;
  },
  async stripeSettings({ demo, visitor }) {
    const [{ url }, { unit_amount: amount, currency, active }] = await Promise.all([
      visitor.stripe.webhookEndpoints.retrieve(demo.stripe.webhookEndpointId),
      visitor.stripe.prices.retrieve(demo.stripe.priceId),
    ]);
    return `${url.replace(demo.urls.api, '')}, ${amount} ${currency}${active ? '' : ', inactive'}`;
  },
  async subscription({ demo, visitor }) {
    const { enabled_events: events, api_version: version } = await visitor.stripe.webhookEndpoints.retrieve(
      demo.stripe.webhookEndpointId,
    );
    return `${events.length} events in ${version === demo.stripe.webhookApiVersion ? 'the right' : 'another'} version`;
  },
  async waiting({ visitor }) {
    const earlier = Math.floor(Date.now() / 1_000) - 600;
    const { data } = await visitor.stripe.events.list({ delivery_success: false, created: { lt: earlier } });
    return String(data.length);
  },
  async leftovers({ visitor }) {
    const { data } = await visitor.stripe.checkout.sessions.list({ status: 'open' });
    return String(data.length);
  },
};

const signsOfMembers: Record<string, (patient: Patient) => Promise<string>> = {
  async me({ visitor, session }) {
    const ask = async () => String((await visitor.api('/api/auth/me', { headers: tokenOf(session) })).status);
    return `${await ask()} ${await ask()}`;
  },
  cookie: async ({ session }) => (session?.setCookie ?? '').split('; ').slice(1).join('; '),
  async refresh({ visitor, session }) {
    const response = await visitor.post('/api/auth/refresh', undefined, { cookie: session?.cookie ?? '' });
    if (!response.ok) return String(response.status);
    const { accessToken } = (await response.json()) as Session;
    const { exp = 0, iat = 0 } = decodeJwt(accessToken);
    return `200, a token for ${exp - iat} s`;
  },
  async rotation({ demo, visitor }) {
    const { cookie } = await visitor.login();
    const response = await visitor.post('/api/auth/refresh', undefined, { cookie });
    return response.headers.getSetCookie().length > 0 === demo.promises.rotates ? 'as promised' : 'not as promised';
  },
  presigned: async ({ demo, visitor, session }) => seePhoto(visitor, demo, session?.user.photos.at(-1) ?? ''),
  async checkout({ visitor, session }) {
    const response = await visitor.post('/api/billing/create-checkout-session', {}, tokenOf(session));
    const { url, code } = (await response.json()) as { url?: string; code?: string };
    return [response.status, url ? 'url' : code].filter(Boolean).join(' ');
  },
  async hostedPage({ visitor, session }) {
    const response = await visitor.post('/api/billing/create-checkout-session', {}, tokenOf(session));
    const { url = '' } = (await response.json()) as { url?: string };
    return (await (await visitor.fetch(url)).text()).includes('data-testid="hosted-payment-submit-button"')
      ? 'takes a card'
      : 'no card asked for';
  },
  sync: async ({ visitor, session }) => String((await visitor.post('/api/billing/sync', {}, tokenOf(session))).status),
  cancel: async ({ visitor, session }) =>
    String((await visitor.post('/api/billing/cancel-now', {}, tokenOf(session))).status),
  async premium({ visitor, session }) {
    const { accessToken = '' } = session ?? {};
    await visitor.buy(accessToken);
    const { data } = await visitor.stripe.events.list({ types: ['checkout.session.completed'], limit: 1 });
    const delivered = await waitForDelivery(visitor, data[0]?.id ?? '');
    const { isPremium } = await visitor.me(accessToken);
    return `${delivered}, ${isPremium ? 'premium' : 'free'}`;
  },
  async shownToBrowsers({ demo, visitor, session }) {
    const ask = async (headers: Record<string, string>) => {
      const response = await visitor.api('/api/auth/me', { headers: { ...tokenOf(session), ...headers } });
      const { entitlements } = (await response.json()) as Partial<Session['user']>;
      return entitlements?.tier;
    };
    return (await ask({})) === (await ask({ origin: demo.urls.app })) ? 'as it is' : 'otherwise';
  },
  async afterwards({ visitor, session }) {
    const { accessToken = '' } = session ?? {};
    await visitor.post('/api/billing/cancel-now', {}, tokenOf(session));
    return (await visitor.me(accessToken)).isPremium ? 'premium' : 'free';
  },
};

const tokenOf = (session: Session | undefined) => bearer(session?.accessToken ?? '');

/** An event of the kind that an application has to take and can ignore. */
const syntheticEvent = (name: string) => ({
  id: `evt_${name}`,
  object: 'event',
  type: 'customer.subscription.updated',
  data: { object: { id: 'sub_synthetic', status: 'active', customer: 'cus_nobody', metadata: {} } },
});

function seeWebhook(visitor: Visitor, payload: string): Promise<string> {
  return timed(async () => {
    const response = await visitor.postEvent(payload);
    return [response.status, response.headers.get('server')].filter(Boolean).join(' ');
  });
}

async function seeAsset({ urls }: Loventia, visitor: Visitor, path: string): Promise<string> {
  const response = await visitor.fetch(`${urls.app}${path}`);
  const isPage = typeOf(response) === 'text/html';
  return isPage ? `${response.status} text/html` : String(response.status);
}

async function seePhoto(visitor: Visitor, { urls }: Loventia, url: string): Promise<string> {
  const response = await visitor.fetch(url, { headers: { origin: urls.app } });
  const bytes = Buffer.from(await response.arrayBuffer());
  const kind = bytes.subarray(0, 5).toString() === '<?xml' ? 'XML' : 'picture';
  const readable = response.headers.get('access-control-allow-origin') === urls.app;
  return [response.status, kind, kind === 'XML' && typeOf(response), readable ? '' : 'no CORS']
    .filter(Boolean)
    .join(' ');
}

/** Empty for a certificate that holds for more than a month. */
function inspectCertificate({ urls, caPem }: Loventia, host: (typeof faultHosts)[number]): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const port = Number(new URL(urls[host]).port);
  const socket = connect({ host: '127.0.0.1', port, servername: hostNames[host], ca: caPem }, () => {
    const daysLeft = (Date.parse(socket.getPeerCertificate().valid_to) - Date.now()) / 86_400_000;
    resolve(daysLeft > 30 ? '' : `${host} ends in ${Math.round(daysLeft)} days`);
    socket.destroy();
  });
  socket.on('error', (error) => resolve(`${host} ${rootOf(error).code}`));
  return promise;
}

async function waitForDelivery(visitor: Visitor, eventId: string): Promise<'delivered' | 'not delivered'> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const { pending_webhooks } = await visitor.stripe.events.retrieve(eventId);
    if (pending_webhooks === 0) return 'delivered';
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return 'not delivered';
}
