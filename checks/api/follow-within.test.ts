import assert from 'node:assert/strict';
import test from 'node:test';
import { HttpResponse } from '#fixtures/http/http-response.ts';
import { followWithin } from './follow-within.ts';

const origin = 'https://api.example';

function answer(url: string, status: number, headers: Record<string, string> = {}): HttpResponse {
  const exchange = { method: 'GET', url, status, phases: { total: 2 }, headers: {}, redirects: [] };
  return new HttpResponse({ exchange, headers, body: Buffer.from(''), certificate: undefined });
}

/** Where one ends who asks for `/alive`, and with what. */
async function ends(routes: Record<string, [status: number, headers?: Record<string, string>]>) {
  const asked: string[] = [];
  const at = (url: string) => answer(url, ...(routes[url.replace(origin, '')] ?? ([404] as const)));
  const { url, status } = await followWithin(at(`${origin}/alive`), async (next) => {
    asked.push(next);
    return at(next);
  });
  return [url.replace(origin, ''), status, asked.length];
}

test('a health route may lead to another of its own origin', async () => {
  const json = { 'content-type': 'application/json' };
  assert.deepEqual(await ends({ '/alive': [200] }), ['/alive', 200, 0]);
  assert.deepEqual(await ends({ '/alive': [308, { location: '/alive/' }], '/alive/': [200, json] }), [
    '/alive/',
    200,
    1,
  ]);
  const named = { location: `${origin}/v2/alive` };
  assert.deepEqual(await ends({ '/alive': [301, named], '/v2/alive': [204] }), ['/v2/alive', 204, 1]);
  const page = { 'content-type': 'text/html' };
  assert.deepEqual(await ends({ '/alive': [301, { location: '/alive/' }], '/alive/': [200, page] }), [
    '/alive/',
    200,
    1,
  ]);
});

test('a redirect that ends in no report stays what was answered', async () => {
  const page = { 'content-type': 'text/html; charset=utf-8' };
  assert.deepEqual(await ends({ '/alive': [302, { location: '/sign-in' }], '/sign-in': [200, page] }), [
    '/alive',
    302,
    1,
  ]);
  assert.deepEqual(await ends({ '/alive': [301, { location: '/gone' }] }), ['/alive', 301, 1]);
  assert.deepEqual(await ends({ '/alive': [301, { location: 'https://www.example/alive' }] }), ['/alive', 301, 0]);
  assert.deepEqual(await ends({ '/alive': [302, { location: '/alive' }] }), ['/alive', 302, 0]);
  const there = { location: '/b' };
  const back = { location: '/alive' };
  assert.deepEqual(await ends({ '/alive': [302, there], '/b': [302, back] }), ['/alive', 302, 3]);
});
