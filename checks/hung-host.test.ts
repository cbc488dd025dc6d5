import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openNetwork, serveRaw } from '#fixtures/http/network-for-test.ts';
import { requestsSchema } from '#targets/definition/requests.ts';
import { routesSchema } from '#targets/definition/routes.ts';

const budgetMs = 1_000;
const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9000\r\n\r\n';

/** Writes a letter now and then: as slow as it is, such a host is never quite silent. */
function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => socket.write(text[at++ % text.length] ?? ''), budgetMs / 8);
  socket.on('close', () => clearInterval(timer));
}

/** Ways to hang, each on a host of its own. What is asked by TLS gets no handshake. */
const servers = {
  silent: await serveRaw(() => undefined),
  bodiless: await serveRaw((socket) => socket.once('data', () => socket.write(head))),
  dripping: await serveRaw((socket) => socket.once('data', () => socket.write(head) && drip(socket, 'x'))),
  'slow-headed': await serveRaw((socket) => socket.once('data', () => drip(socket, head))),
  shy: await serveRaw(() => undefined),
};
type Name = keyof typeof servers;
const network = await openNetwork();
const folder = mkdtempSync(join(tmpdir(), 'hung-host-'));
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const one of [...Object.values(servers), network]) await one[Symbol.asyncDispose]();
});

const originOf = (name: Name) => `${name === 'shy' ? 'https' : 'http'}://127.0.0.1:${servers[name].port}`;
const names = Object.keys(servers) as Name[];
const described = {
  ...{ name: 'desk', environment: 'test', region: 'eu-north-1' },
  hosts: Object.fromEntries(names.map((name) => [name, originOf(name)])),
  images: { profileFields: ['photo'] },
  budgets: { request: budgetMs, image: budgetMs / 4 },
  auth: {
    ...{ kind: 'password', host: 'dripping', probe: { email: 'DESK_EMAIL', password: 'DESK_PASSWORD' } },
    routes: { login: '/in', me: '/me' },
  },
};
writeFileSync(join(folder, 'desk.ts'), `export default ${JSON.stringify(described)};`);
Object.assign(process.env, {
  WATCHPOST_TARGET: join(folder, 'desk.ts'),
  DESK_EMAIL: 'a@desk.test',
  DESK_PASSWORD: 'patient-oyster-4',
});
const { Http } = await import('#fixtures/http/http.ts');
const { urlOf } = await import('#fixtures/http/hosts.ts');
const { CheckFailed } = await import('#fixtures/outcome/check-outcome.ts');
const { login } = await import('#fixtures/session/session.ts');
const { wrongLogin } = await import('#fixtures/session/try-refusal.ts');
const { pooled } = await import('#fixtures/timing/concurrency.ts');
const { runRequest } = await import('./api/requests/run-request.ts');
const { askRoute } = await import('./api/routes/ask-route.ts');
const { openConnections } = await import('./edge/connection.ts');
const { expectImages } = await import('./images/image-claims.ts');
const { expectRefusal } = await import('./images/refusal.ts');

const { usage } = requestsSchema.parse({
  usage: {
    claim: 'usage is told',
    steps: [
      { host: 'silent', path: '/usage' },
      { host: 'silent', path: '/bill' },
    ],
  },
});
const [route = assert.fail()] = routesSchema.parse({ of: [{ path: '/orders' }] }).of;

type Ask = (http: InstanceType<typeof Http>, url: (path: string) => string, host: Name) => Promise<unknown>;
/** What checks ask of a host over HTTP, in the order of a run. */
const ways: Record<string, Ask> = {
  clock: (http, url) => http.get(url('/health')),
  health: (http, url) => http.get(url('/health'), { countedElsewhere: true }),
  metrics: (http, url) => http.get(url('/metrics'), { maxBytes: 50_000_000 }),
  request: (http, _, host) => {
    const steps = usage?.steps.map((step) => ({ ...step, host })) ?? [];
    return runRequest(http, { ...(usage ?? assert.fail()), steps });
  },
  routes: (http, _, host) => askRoute(http, host, route, 20),
  steady: (http, url) => pooled(20, 5, () => http.try(url('/health'))),
  login: (http, _, host) => (host === 'dripping' ? login(http) : http.post(urlOf(host, '/in'), {})),
  refusal: (http, _, host) => (host === 'dripping' ? wrongLogin(http) : http.post(urlOf(host, '/in'), {})),
  tcp: (_, url) => openConnections(new URL(url('/')), { secure: false }),
  tls: (_, url) => openConnections(new URL(url('/')), { secure: url('/').startsWith('https:') }),
  page: (http, url) => http.get(url('/'), { follow: true }),
  private: (http, url) => expectRefusal(http, url('/private.jpg'), 'an unsigned request'),
  images: (http, url) => expectImages(http, [url('/a.jpg'), url('/b.jpg')]),
};

/** How long was waited for in vain, in ms, as what came of it says: what a slow machine adds is no patience of ours. */
const waited = (said: readonly string[]): number =>
  said.reduce((sum, text) => sum + Number(/ in (\d+) ms \(waiting/.exec(text)?.[1] ?? 0), 0);

/** The classes of what each way came to, and how long all of them waited. */
async function askAll(host: Name) {
  const classes = new Map<string, unknown>();
  let ms = 0;
  for (const [name, ask] of Object.entries(ways)) {
    const http = new Http(network);
    const failed = await ask(http, (path) => urlOf(host, path), host).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(failed === undefined || failed instanceof CheckFailed, String(failed));
    const requests = http.exchanges.map(({ error = '' }) => error);
    ms += waited(requests.length > 0 ? requests : [failed?.message ?? '']);
    classes.set(name, failed?.failure?.class ?? (http.exchanges.every(({ status }) => status === undefined) && 'none'));
  }
  return { classes, ms };
}

// Beside each other: each waits, and none has much to do.
const seen = new Map(await Promise.all(names.map(async (name) => [name, await askAll(name)] as const)));

for (const name of names)
  test(`a host that is ${name} is told by all that ask it, within two and a half times what a request may take`, () => {
    const { classes, ms } = seen.get(name) ?? assert.fail();
    for (const way of ['clock', 'health', 'metrics', 'request', 'page', 'private', 'images'])
      assert.equal(classes.get(way), 'timeout', way);
    for (const way of ['routes', 'steady', 'login'])
      assert.ok(['none', 'timeout'].includes(String(classes.get(way))), way);
    assert.deepEqual([classes.get('tcp'), classes.get('tls')], ['none', name === 'shy' ? 'timeout' : 'none']);
    // On a machine with much else to do so much time may pass between two of them that the host is looked at once more.
    assert.ok(ms >= budgetMs && ms <= 2.75 * budgetMs, `${ms} ms, budget ${budgetMs} ms`);
  });
