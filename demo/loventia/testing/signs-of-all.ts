import { Resolver } from 'node:dns/promises';
import { connect } from 'node:tls';
import type { Loventia } from '../boot.ts';
import { faultHosts } from '../faults.ts';
import { hostNames } from '../hosts.ts';
import { describe, rootOf } from './describe.ts';
import type { Patient } from './patient.ts';
import { seePhoto, typeOf } from './see-photo.ts';
import { timed, timedReading } from './timed.ts';
import type { Visitor } from './visitor.ts';

/** The signs that anybody can take, without a session. */
export const signsOfAll: Record<string, (patient: Patient) => Promise<string>> = {
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
  photo: ({ demo, visitor }) => timedReading(() => seePhoto(visitor, demo, demo.photos.faultyUrl)),
  otherPhotos: ({ demo, visitor }) =>
    eachDistinct(
      demo.photos.publicUrls.filter((url) => url !== demo.photos.faultyUrl),
      (url) => timedReading(() => seePhoto(visitor, demo, url)),
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

const distinct = (values: readonly string[]) => [...new Set(values)].filter(Boolean).sort().join(' | ');

async function eachDistinct<T>(items: readonly T[], see: (item: T) => Promise<string>): Promise<string> {
  return distinct(await Promise.all(items.map(see)));
}

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
