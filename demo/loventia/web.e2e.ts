import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { type Browser, chromium, type Page } from 'playwright';
import { launchOptions } from '#fixtures/browser/launch-options.ts';
import { type Listening, listen } from '../net/listen.ts';
import { buildWeb } from './build-web.ts';
import type { CdnFault } from './cdn/faults.ts';
import { createCdn } from './cdn.ts';

const faults = new Set<CdnFault>();
const api = {
  refresh: () => 401 as 200 | 401,
  lifetimeS: () => 7200,
  tier: () => 'free',
  calls: [] as { path: string; at: number }[],
};
const standing = { ...api };
let servers: Listening[];
let browser: Browser;
let page: Page;
let site: string;
let pageErrors: Error[];

before(async () => {
  const app = await listen({ fetch: fakeApi().fetch });
  const { dir } = await buildWeb();
  const cdn = await listen({ fetch: createCdn({ dir, apiUrl: () => urlOf(app), faults }).fetch });
  servers = [app, cdn];
  site = urlOf(cdn);
  browser = await chromium.launch(launchOptions(process.env));
});

after(async () => {
  await browser.close();
  await Promise.all(servers.map((server) => server.close()));
});

beforeEach(async () => {
  faults.clear();
  Object.assign(api, standing, { calls: [] });
  const context = await browser.newContext();
  page = await context.newPage();
  pageErrors = [];
  page.on('pageerror', (error) => pageErrors.push(error));
});

afterEach(() => page.context().close());

test('cookie consent lies over the first visit until it is answered', async () => {
  await page.goto(site);
  const dialog = page.getByRole('dialog', { name: 'We use cookies' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await assert.rejects(page.getByRole('link', { name: 'Discover' }).click({ timeout: 200 }));
  await dialog.getByRole('button', { name: 'Only necessary' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await dialog.count(), 0);
});

test('a signed-out page asks in four places who is there, and renders', async () => {
  const refused = new Set<string>();
  page.on('response', (response) => response.status() === 401 && refused.add(new URL(response.url()).pathname));
  const places = ['/api/auth/me', '/api/me', '/api/users/profile'];
  const answered = (place: string) => page.waitForResponse((response) => new URL(response.url()).pathname === place);
  const all = Promise.all(places.map(answered));
  await page.goto(site);
  await all;
  await page.getByRole('link', { name: 'Log in' }).first().waitFor();
  assert.deepEqual([...refused].sort(), [...places, '/api/auth/refresh'].sort());
  assert.deepEqual(pageErrors, []);
});

test('discover is a chunk of its own and shows filters and no results to a stranger', async () => {
  const chunk = page.waitForResponse(/\/assets\/discover-[^/]+\.js$/);
  await page.goto(`${site}/discover`);
  assert.equal((await chunk).status(), 200);
  await page.getByRole('form', { name: 'Filters' }).waitFor();
  await page.getByRole('heading', { name: 'No results' }).waitFor();
  assert.equal(await page.title(), 'Discover – Loventia');
});

test('the right password leads to a profile whose photos are decoded', async () => {
  await signIn('wrong');
  assert.match((await page.getByRole('alert').textContent())!, /wrong/);
  await page.getByLabel('Password').fill('right');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Your profile' }).waitFor();
  await page.getByText('alva@loventia.test').waitFor();
  await page.getByText('Free', { exact: true }).waitFor();
  await page.waitForFunction('[...document.images].every((image) => image.complete)');
  const widths = await page.evaluate<number[]>(
    "[...document.querySelectorAll('main img')].map((image) => image.naturalWidth)",
  );
  assert.equal(widths.length, 3);
  assert.ok(widths.every((width) => width >= 400));
});

test('a reload restores the session with the refresh cookie', async () => {
  api.refresh = () => 200;
  await page.goto(`${site}/profile`);
  await page.getByRole('heading', { name: 'Alva' }).waitFor();
});

test('an access token that arrives expired is refreshed again and again, politely', async () => {
  api.refresh = () => 200;
  api.lifetimeS = () => -60;
  await page.goto(`${site}/profile`);
  const refreshes = () => api.calls.filter(({ path }) => path === '/api/auth/refresh').map(({ at }) => at);
  while (refreshes().length < 5) await page.waitForResponse(/refresh$/);
  const moments = refreshes();
  const pauses = moments.slice(1).map((at, before) => at - (moments[before] ?? at));
  assert.ok(
    pauses.every((ms) => ms >= 45),
    `${pauses} ms from one to the next`,
  );
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Your profile');
});

test('upgrading leaves for the address the API names', async () => {
  api.refresh = () => 200;
  await page.goto(`${site}/premium`);
  await answerConsent();
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await page.waitForURL(/\/premium\/success$/);
  await page.getByText('Waiting for your payment').waitFor();
  api.tier = () => 'premium';
  await page.getByText('Your account has Premium now.').waitFor();
});

test('an address that leads nowhere says so', async () => {
  await page.goto(`${site}/nowhere`);
  await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
});

test('a page whose code does not arrive is explained', async () => {
  faults.add('asset-fallback');
  await page.goto(`${site}/discover`);
  await page.getByRole('heading', { level: 1, name: 'This page did not load' }).waitFor();
});

test('blank-page leaves nothing but an error', async () => {
  faults.add('blank-page');
  const thrown = page.waitForEvent('pageerror');
  await page.goto(site);
  assert.match((await thrown).message, /is not defined/);
  assert.equal(await page.locator('#root').innerHTML(), '');
});

async function answerConsent(): Promise<void> {
  await page.getByRole('button', { name: 'Accept all' }).click();
}

async function signIn(password: string): Promise<void> {
  await page.goto(`${site}/login`);
  await answerConsent();
  await page.getByLabel('Email').fill('alva@loventia.test');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('alert').waitFor();
}

const urlOf = ({ port }: Listening) => `http://localhost:${port}`;

function fakeApi(): Hono {
  const grant = () => ({ accessToken: token(), user: user() });
  return new Hono()
    .use(cors({ origin: (origin) => origin, credentials: true }))
    .use(async (c, next) => {
      api.calls.push({ path: c.req.path, at: performance.now() });
      await next();
    })
    .get('/photos/:name', async (c) => {
      const body = await readFile(new URL(`photos/${c.req.param('name')}`, import.meta.url));
      return c.body(new Uint8Array(body));
    })
    .post('/api/auth/login', async (c) =>
      (await c.req.json()).password === 'right' ? c.json(grant()) : c.json({ error: 'Invalid credentials' }, 401),
    )
    .post('/api/auth/refresh', (c) => (api.refresh() === 200 ? c.json(grant()) : c.json({ error: 'None' }, 401)))
    .get('/api/discover', (c) => c.json({ items: [] }))
    .post('/api/billing/create-checkout-session', (c) => c.json({ url: `${site}/premium/success` }))
    .get('/api/auth/me', (c) => (c.req.header('authorization') ? c.json(user()) : c.json({ error: 'None' }, 401)))
    .get('*', (c) => c.json({ error: 'Missing Authorization token' }, 401));
}

function user() {
  const photos = ['alva-1.jpg', 'alva-2.png', 'alva-3.webp'].map((name) => `${urlOf(servers[0]!)}/photos/${name}`);
  const account = { id: 'u1', name: 'Alva', email: 'alva@loventia.test', isPremium: api.tier() === 'premium' };
  return { ...account, entitlements: { tier: api.tier() }, profilePicture: photos[0], photos };
}

function token(): string {
  const claims = { exp: Math.floor(Date.now() / 1000) + api.lifetimeS() };
  return ['{"alg":"HS256"}', JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
}
