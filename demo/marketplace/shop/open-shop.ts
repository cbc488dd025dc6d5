import { setTimeout as delay } from 'node:timers/promises';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Faults } from '../../faults.ts';
import type { Network } from '../../net/network.ts';
import { createAnalytics } from './analytics.ts';
import { type Build, build } from './assets.ts';
import { createCdn } from './cdn.ts';
import { compressed } from './compressed.ts';
import { layout, type Places } from './layout.ts';
import { pages } from './pages.ts';
import { products } from './products.ts';

export interface ShopOptions {
  network: Network<'shop' | 'cdn' | 'analytics' | 'parked'>;
  faults: Faults;
  supabase: { url: string; anonKey: string };
}

/** How late a document is under `slow-pages`, in ms. */
const slowMs = 4_000;
/** How often the stock is told anew, in ms. */
const stockMs = 5_000;

/** Opens the shop: its pages, its CDN, and the third party that counts its visits. */
export async function openShop({ network, faults, supabase }: ShopOptions): Promise<void> {
  const builds = {
    good: build(),
    former: build({ isFormer: true }),
    throwing: build({ throws: true }),
    stuck: build({ showsPending: true }),
  };
  await Promise.all([
    network.open('cdn', createCdn(Object.values(builds), faults).fetch),
    network.open('analytics', createAnalytics(faults).fetch),
    network.open(
      'parked',
      () => new Response('<!doctype html><h1>For sale</h1>', { headers: { 'content-type': 'text/html' } }),
    ),
  ]);
  const places = (): Places => ({
    shop: network.origin('shop'),
    cdn: network.origin('cdn'),
    analytics: network.origin('analytics'),
    supabase: supabase.url,
    anonKey: supabase.anonKey,
    parked: network.origin('parked'),
    decline: faults.has('consent-button-missing') ? 'Refuse' : 'Only necessary',
  });
  const released = () => {
    if (faults.has('console-errors')) return builds.throwing;
    return faults.has('order-not-shown') ? builds.stuck : builds.good;
  };
  const leftBehind = () => (faults.has('address-old-release') ? builds.former : released());
  const pages = (of: () => Build) => createPages({ faults, places, released: of }).fetch;
  await network.open('shop', pages(released), pages(leftBehind));
}

interface PagesOptions {
  faults: Faults;
  places: () => Places;
  released: () => Build;
}

function createPages({ faults, places, released }: PagesOptions): Hono {
  const app = new Hono();
  app.use(compressed);
  app.use(async (c, next) => {
    await next();
    c.header('strict-transport-security', 'max-age=63072000');
    c.header('x-content-type-options', 'nosniff');
  });
  app.get('/', (c) => c.redirect('/shop', 302));
  app.get('/shop/', (c) => c.redirect('/shop', 301));
  app.get('/shop/events', (c) =>
    streamSSE(c, async (stream) => {
      while (!stream.aborted && !stream.closed) {
        const [{ id } = { id: '' }] = products;
        await stream.writeSSE({ event: 'stock', data: JSON.stringify({ id, left: 3 + (Date.now() % 4) }) });
        await delay(stockMs, undefined, { ref: false });
      }
    }),
  );
  for (const [path, { title, view, main }] of Object.entries(pages))
    app.get(path, async (c) => {
      if (faults.has('slow-pages')) await delay(slowMs, undefined, { ref: false });
      if (faults.has('site-500')) return c.text('Internal Server Error', 500);
      c.header('cache-control', 'no-cache');
      const at = places();
      if (faults.has('page-leads-away')) return c.redirect(at.parked, 302);
      return c.html(layout(title, view, released(), at, main(at)));
    });
  app.notFound((c) => c.html('<!doctype html><title>Not found</title><h1>Not found</h1>', 404));
  return app;
}
