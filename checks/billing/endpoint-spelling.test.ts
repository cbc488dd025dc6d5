import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { matchIncidents } from '#diagnosis/match-incidents.ts';
import type { Endpoint } from '#fixtures/billing/providers/stripe/endpoints.ts';
import { Http } from '#fixtures/http/http.ts';
import { openNetwork, serve } from '#fixtures/http/network-for-test.ts';
import { aFailure } from '#record/samples/sample-check.ts';
import { judgeSpelling } from './endpoint-spelling.ts';
import { billingIncidents } from './incidents.ts';
import { judgeEndpoints } from './stripe-endpoints.ts';

const events = ['invoice.paid'];
const endpoint = (url: string, more: Partial<Endpoint> = {}): Endpoint => ({
  id: 'we_1',
  url,
  status: 'enabled',
  enabled_events: ['invoice.paid'],
  api_version: null,
  ...more,
});

/** What the app does with an address that ends in a slash: it redirects, takes it, or does not know it. */
type Slash = 'redirects' | 'takes' | 'knows-not';

async function judged(slash: Slash, spelled: (url: string) => string, { writes = true, more = [] as Endpoint[] } = {}) {
  await using network = await openNetwork('shop.test', 'www.shop.test');
  const asked: string[] = [];
  await using server = await serve((request) => {
    const { pathname, hostname } = new URL(request.url);
    asked.push(`${request.method} ${hostname}${pathname}`);
    const isOther = pathname.endsWith('/') || hostname.startsWith('www.');
    if (!isOther || slash === 'takes') return new Response('no signature', { status: 400 });
    return slash === 'redirects'
      ? new Response(null, { status: 308, headers: { location: '/hooks' } })
      : new Response('no such page', { status: 404 });
  });
  const url = `http://shop.test:${server.port}/hooks`;
  const said = await judgeSpelling(new Http(network), [endpoint(spelled(url)), ...more], { url, events }, writes);
  return { ...said, asked, url };
}

const withSlash = (url: string) => `${url}/`;
const withWww = (url: string) => url.replace('shop.test', 'www.shop.test');

describe('an endpoint at Stripe that writes the address of the app otherwise', () => {
  for (const [what, spelled] of [
    ['with a slash', withSlash],
    ['with www', withWww],
  ] as const) {
    test(`${what} gets nothing where that redirects, in live too`, async () => {
      for (const writes of [true, false]) {
        const { finding, url } = await judged('redirects', spelled, { writes });
        assert.equal(finding?.code.id, 'endpoint-redirects');
        assert.equal(
          finding.code.message(finding.facts),
          `we_1 points at ${spelled(url)}, which redirects (308); the app is at ${url}`,
        );
        const failed = aFailure('billing/audit', finding.code.class);
        Object.assign(failed.failure ?? {}, { code: finding.code.id, facts: finding.facts });
        assert.deepEqual(
          matchIncidents(failed, [failed], billingIncidents).map(({ id }) => id),
          ['webhook-redirected'],
        );
      }
    });

    test(`${what} is as good where the app takes both, and that is a remark`, async () => {
      const { finding, remarks, asked } = await judged('takes', spelled);
      assert.equal(finding, undefined);
      assert.match(remarks.join(), /answers there as it does at/);
      assert.equal(asked.length, 2);
    });

    test(`${what} points elsewhere where the app does not know it`, async () => {
      assert.equal((await judged('knows-not', spelled)).finding?.code.id, 'endpoint-elsewhere');
    });
  }

  test('is sent no event in live: what a question cannot tell is a remark', async () => {
    const { finding, remarks, asked } = await judged('knows-not', withSlash, { writes: false });
    assert.deepEqual([finding, asked[0]?.split(' ')[0]], [undefined, 'GET']);
    assert.match(remarks.join(), /with GET alone/);
  });

  test('is nobody’s business beside one that writes it as the target does', async () => {
    const { asked } = await judged('redirects', (url) => url);
    assert.deepEqual(asked, []);
  });

  test('is the app’s own: it is neither missing nor of somebody else', () => {
    const wanted = { url: 'https://shop.test/hooks', events };
    for (const url of [
      'https://shop.test/hooks/',
      'https://www.shop.test/hooks',
      'http://shop.test/hooks',
      'https://SHOP.test:443/hooks?a=1',
    ])
      assert.equal(judgeEndpoints([endpoint(url)], wanted), undefined, url);
    for (const url of [
      'https://shop.test/hooks2',
      'https://shop.test:8443/hooks',
      'https://api.shop.test/hooks',
      'https://shop.test/HOOKS',
    ])
      assert.equal(judgeEndpoints([endpoint(url)], wanted)?.code.id.startsWith('endpoint-'), true, url);
  });
});
