import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Http } from '#fixtures/http/http.ts';
import { openNetwork, serve, type TestNetwork } from '#fixtures/http/network-for-test.ts';
import { isHandled404 } from './handled-404.ts';

const path = '/hooks/pay';
const none = (asked: string) => new Response(`Cannot POST ${asked} (request ${crypto.randomUUID()})`, { status: 404 });

let network: TestNetwork;
before(async () => {
  network = await openNetwork('api.shop.test');
});
after(() => network[Symbol.asyncDispose]());

/** Whether the 404 of the webhook is its own, where these answers come. */
async function isHandled(hook: () => Response, others: (path: string) => Response): Promise<boolean> {
  await using server = await serve(({ url }) => {
    const asked = new URL(url).pathname;
    return asked === path ? hook() : others(asked);
  });
  const http = new Http(network);
  const answer = await http.post(`http://api.shop.test:${server.port}${path}`, {});
  return await isHandled404(http, answer);
}

test('a webhook that hides from whoever cannot sign is told from an app without such a route', async () => {
  const hides = () => Response.json({ message: 'not found' }, { status: 404 });
  assert.equal(await isHandled(hides, none), true);
  assert.equal(await isHandled(hides, () => new Response('<html>the page of every path</html>')), true);
  assert.equal(await isHandled(() => none(path), none), false);
  assert.equal(await isHandled(() => new Response('no', { status: 403 }), none), false);
});
