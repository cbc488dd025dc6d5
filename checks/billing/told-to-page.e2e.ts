import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from '@playwright/test';
import type { Browser } from 'playwright';
import { browserForTest } from '#fixtures/browser/browser-for-test.ts';
import { serve } from '#fixtures/http/network-for-test.ts';
import { targetOf } from '#fixtures/session/target-for-test.ts';

/** What the page asks for, one after the other. */
let asks: string[] = [];
const answers: Readonly<Record<string, () => Response>> = {
  '/me?plain': () => Response.json({ plan: 'basic' }),
  '/me?wrapped': () => Response.json({ user: { plan: 'pro' } }),
  '/me?kept': () => Response.json({ plan: 'basic' }, { headers: { age: '240', 'x-cache': 'Hit from edge' } }),
  '/me?refused': () => Response.json({ plan: 'basic' }, { status: 401 }),
  '/me?without': () => Response.json({ name: 'Ada' }),
  '/me?empty': () => new Response(null, { status: 204 }),
  '/other': () => Response.json({ plan: 'basic' }),
};
const server = await serve(({ url }) => {
  const { pathname, search } = new URL(url);
  const script = `(async () => { for (const one of ${JSON.stringify(asks)}) await fetch(one); document.title = 'asked'; })()`;
  const page = () =>
    new Response(`<h1>Shop</h1><script>${script}</script>`, { headers: { 'content-type': 'text/html' } });
  return answers[pathname + search]?.() ?? page();
});
after(() => server[Symbol.asyncDispose]());

// The settings are read when the modules load.
const account = { email: 'TOLD_EMAIL', password: 'TOLD_PASSWORD' };
const auth = { kind: 'password', host: 'api', probe: account, routes: { login: '/login', me: '/me' } };
process.env['WATCHPOST_TARGET'] = targetOf(server.port, auth, {
  billing: {
    mode: 'api',
    provider: 'stripe',
    secretKey: 'TOLD_STRIPE_KEY',
    price: { amount: 900, currency: 'eur', interval: 'month' },
    routes: { checkout: '/checkout' },
    entitlement: { field: 'plan', premium: 'pro', free: 'basic' },
    webhook: { host: 'api', path: '/hook', events: ['checkout.session.completed'] },
  },
});
const { listenForTier } = await import('./told-to-page.ts');

let browser: Browser;
before(async () => {
  browser = await browserForTest();
});
after(() => browser.close());

const rows: [string, string[], object | undefined][] = [
  ['the tier of its user', ['/me?plain'], { tier: 'basic', kept: [] }],
  ['the tier of a user that is wrapped', ['/me?wrapped'], { tier: 'pro', kept: [] }],
  ['what a cache says of the answer', ['/me?kept'], { tier: 'basic', kept: ['age: 240', 'x-cache: Hit from edge'] }],
  [
    'the last tier, whatever came after it',
    ['/me?plain', '/me?wrapped', '/me?refused', '/me?without', '/me?empty'],
    {
      tier: 'pro',
      kept: [],
    },
  ],
  ['nothing where it asks another route', ['/other'], undefined],
  ['nothing where it does not ask', [], undefined],
];
for (const [what, paths, told] of rows)
  test(`a page is told ${what}`, async () => {
    asks = paths;
    const page = await browser.newPage();
    const toldToPage = listenForTier(page as Page);
    await page.goto(`http://127.0.0.1:${server.port}/`);
    await page.waitForFunction('document.title === "asked"');
    assert.deepEqual(await toldToPage(), told);
    await page.close();
  });
