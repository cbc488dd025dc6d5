import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Authority, createAuthority } from './certificate-authority.ts';
import { type Listening, listen } from './listen.ts';
import { createLoopbackFetch } from './loopback-fetch.ts';

describe('the loopback fetch', () => {
  let authority: Authority;
  let server: Listening;
  before(async () => {
    authority = await createAuthority();
    const tls = await authority.issue(['api.loventia.test']);
    server = await listen({ tls, fetch: async (request) => new Response(`${request.method} ${await request.text()}`) });
  });
  after(() => server.close());

  test('reaches a name that no resolver knows', async () => {
    const { fetch, close } = createLoopbackFetch(authority.caPem);
    const answer = await fetch(`https://api.loventia.test:${server.port}/`, { method: 'POST', body: 'hello' });
    assert.equal(await answer.text(), 'POST hello');
    await close();
  });

  test('trusts no other authority and no other name', async () => {
    const stranger = createLoopbackFetch((await createAuthority()).caPem);
    await assert.rejects(stranger.fetch(`https://api.loventia.test:${server.port}/`), (error: Error) => {
      assert.ok(error.cause instanceof Error);
      return true;
    });
    await stranger.close();
    const own = createLoopbackFetch(authority.caPem);
    const wrongName = own.fetch(`https://app.loventia.test:${server.port}/`);
    await assert.rejects(wrongName, ({ cause }: Error) => {
      assert.equal((cause as NodeJS.ErrnoException).code, 'ERR_TLS_CERT_ALTNAME_INVALID');
      return true;
    });
    await own.close();
  });
});
