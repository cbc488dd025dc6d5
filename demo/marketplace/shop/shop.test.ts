import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FaultSwitches } from '../../faults.ts';
import { createSwitches } from '../../faults.ts';
import { createNetwork, type Network } from '../../net/network.ts';
import { openShop } from './open-shop.ts';

const ids = [
  ...['site-500', 'console-errors', 'cdn-image-missing', 'asset-missing', 'order-not-shown', 'analytics-down'],
  ...['page-leads-away', 'consent-button-missing'],
];
const catalogue = {
  faults: Object.fromEntries(ids.map((id) => [id, { description: id, effect: 'failed' as const }])),
  hosts: ['api'],
};

describe('the shop', () => {
  const stack = new AsyncDisposableStack();
  let network: Network<'shop' | 'cdn' | 'analytics' | 'parked'>;
  let faults: FaultSwitches;
  before(async () => {
    faults = createSwitches(catalogue);
    const hostNames = { shop: 'shop.test', cdn: 'cdn.shop.test', analytics: 'visits.test', parked: 'parked.test' };
    network = await createNetwork({ faults, hostNames, foreignName: 'other.test', latencyMs: 0, jitterMs: 0 }, stack);
    await openShop({ network, faults, supabase: { url: 'https://project.supabase.test', anonKey: 'public-key' } });
  });
  after(() => stack.disposeAsync());

  const get = (path: string, init = {}) => network.fetch(new URL(path, network.origin('shop')), init);
  const entryOf = async () => {
    const page = await (await get('/shop')).text();
    return /src="([^"]+entry-[^"]+\.js)"/.exec(page)?.[1] ?? '';
  };

  /** With a fault on for as long as it takes. */
  async function under(id: string, look: () => Promise<void>) {
    faults.turnOn(id);
    try {
      await look();
    } finally {
      faults.turnOff(id);
    }
  }

  test('lives below its base path, and leads there', async () => {
    const { status, headers } = await get('/', { redirect: 'manual' });
    assert.deepEqual([status, headers.get('location')], [302, '/shop']);
    for (const path of ['/shop', '/shop/cart', '/shop/checkout', '/shop/orders', '/shop/orders/7', '/shop/login'])
      assert.equal((await get(path)).status, 200, path);
    assert.equal((await get('/shop/nothing')).status, 404);
  });

  test('packs what it sends for whoever takes it so', async () => {
    for (const encoding of ['br', 'gzip']) {
      const answer = await get('/shop', { headers: { 'accept-encoding': encoding } });
      assert.equal(answer.headers.get('content-encoding'), encoding);
      assert.match(await answer.text(), /Linen for the table/);
    }
  });

  test('brings its files and pictures from the CDN, for any origin', async () => {
    const page = await (await get('/shop')).text();
    const [, set = ''] = /srcset="([^"]+)"/.exec(page) ?? [];
    const [first = '', second = ''] = set.split(', ').map((one) => `https:${one.split(' ', 1)[0]}`);
    for (const url of [await entryOf(), first, second]) {
      const { status, headers } = await network.fetch(url);
      assert.deepEqual([status, headers.get('access-control-allow-origin')], [200, '*'], url);
    }
    const bytes = new Uint8Array(await (await network.fetch(first)).arrayBuffer());
    assert.deepEqual([...bytes.subarray(1, 4)], [...Buffer.from('PNG')]);
    const entry = await (await network.fetch(await entryOf())).text();
    const [, chunk = ''] = /import\('\.\/(account-[^']+)'\)/.exec(entry) ?? [];
    assert.equal((await network.fetch(new URL(chunk, await entryOf()))).status, 200, 'the chunk that comes later');
  });

  test('tells the stock as it changes, for as long as somebody listens', async () => {
    const listening = new AbortController();
    const answer = await get('/shop/events', { signal: listening.signal });
    assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/);
    for await (const part of answer.body ?? []) {
      assert.match(new TextDecoder().decode(part as Uint8Array), /^event: stock/);
      break;
    }
    listening.abort();
  });

  test('breaks as its faults say', async () => {
    const good = await entryOf();
    await under('site-500', async () => assert.equal((await get('/shop')).status, 500));
    await under('asset-missing', async () => assert.equal((await network.fetch(good)).status, 404));
    const picture = new URL('/pictures/table-runner-320.png', network.origin('cdn'));
    await under('cdn-image-missing', async () => assert.equal((await network.fetch(picture)).status, 404));
    for (const id of ['console-errors', 'order-not-shown'])
      await under(id, async () => assert.notEqual(await entryOf(), good, `${id} comes with a release`));
    await under('page-leads-away', async () => {
      const { headers } = await get('/shop', { redirect: 'manual' });
      assert.equal(headers.get('location'), network.origin('parked'));
    });
    const hasButton = async () => (await (await get('/shop')).text()).includes('>Only necessary</button>');
    await under('consent-button-missing', async () => assert.equal(await hasButton(), false));
    assert.equal(await hasButton(), true);
    const script = new URL('/collect.js', network.origin('analytics'));
    await under('analytics-down', async () => assert.equal((await network.fetch(script)).status, 503));
    assert.deepEqual([(await get('/shop')).status, (await network.fetch(script)).status], [200, 200]);
  });
});
