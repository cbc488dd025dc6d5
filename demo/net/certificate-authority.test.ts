import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { before, describe, test } from 'node:test';
import { connect } from 'node:tls';
import { type Authority, createAuthority, type Leaf } from './certificate-authority.ts';
import { listen } from './listen.ts';

const HOST = 'api.loventia.test';

describe('a demo authority', () => {
  let authority: Authority;
  before(async () => {
    authority = await createAuthority();
  });

  test('signs a certificate that a client with its root accepts for each of its names', async () => {
    const leaf = await authority.issue([HOST, 'alias.loventia.test']);
    assert.equal(await handshake(leaf, HOST, authority.caPem), 'authorized');
    assert.equal(await handshake(leaf, 'alias.loventia.test', authority.caPem), 'authorized');
  });

  test('is trusted by nobody else', async () => {
    const leaf = await authority.issue([HOST]);
    // Node's own words for OpenSSL's codes: https://nodejs.org/api/tls.html#x509-certificate-error-codes
    assert.equal(await handshake(leaf, HOST), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    const other = await createAuthority();
    assert.notEqual(await handshake(leaf, HOST, other.caPem), 'authorized');
  });

  test('signs expired and not yet valid certificates on demand', async () => {
    const expired = await authority.issue([HOST], { notAfter: new Date(Date.now() - 60_000) });
    const early = await authority.issue([HOST], { notBefore: new Date(Date.now() + 60_000) });
    assert.equal(await handshake(expired, HOST, authority.caPem), 'CERT_HAS_EXPIRED');
    assert.equal(await handshake(early, HOST, authority.caPem), 'CERT_NOT_YET_VALID');
  });

  test('signs for the names given and no other', async () => {
    const leaf = await authority.issue(['other.loventia.test']);
    assert.equal(await handshake(leaf, HOST, authority.caPem), 'ERR_TLS_CERT_ALTNAME_INVALID');
  });

  test('gives every leaf a key of its own', async () => {
    const [one, two] = await Promise.all([authority.issue([HOST]), authority.issue([HOST])]);
    assert.notEqual(one.spkiSha256, two.spkiSha256);
    assert.equal(Buffer.from(one.spkiSha256, 'base64').length, 32);
    assert.equal(new X509Certificate(one.certPem).subjectAltName, `DNS:${HOST}`);
  });
});

async function handshake(leaf: Leaf, servername: string, ca?: string): Promise<string> {
  const server = await listen({ fetch: () => new Response('ok'), tls: leaf });
  const socket = connect({ host: '127.0.0.1', port: server.port, servername, ...(ca === undefined ? {} : { ca }) });
  try {
    await once(socket, 'secureConnect');
    return 'authorized';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  } finally {
    socket.destroy();
    await server.close();
  }
}
