import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { TlsOptions } from 'node:tls';
import { createAuthority } from '#demo/net/certificate-authority.ts';
import { matchIncidents } from '#diagnosis/match-incidents.ts';
import { type ConnectionFacts, connect } from '#fixtures/http/connect.ts';
import { openNetwork, serve, serveRaw, serveTls, type TestNetwork } from '#fixtures/http/network-for-test.ts';
import { handshakeProblemOf } from '#fixtures/http/way-failure.ts';
import { aFailure } from '#record/samples/sample-check.ts';
import { connectionFailure, nameFailure } from './connection-failure.ts';
import { edgeIncidents } from './incidents.ts';

const hostname = 'api.shop.test';
const hello = () => new Response('hello');
const now = new Date();
const yesterday = new Date(now.getTime() - 86_400_000);
const longAgo = new Date(now.getTime() - 9 * 86_400_000);

let network: TestNetwork;
before(async () => {
  network = await openNetwork(hostname);
});
after(() => network[Symbol.asyncDispose]());

/** How a real connection to that port fails. */
async function failureAt(port: number, { secure = true, timeoutMs = 2_000, name = hostname, isFronted = true } = {}) {
  const reached: ConnectionFacts = { phases: {}, phase: 'dns' };
  const signal = AbortSignal.timeout(timeoutMs);
  const opened = connect({ ...network, hostname: name, port, secure, signal }, reached);
  const error: NodeJS.ErrnoException = await opened.then(
    () => assert.fail('the connection stands'),
    (cause) => cause,
  );
  const errorCode = signal.aborted ? 'ETIMEDOUT' : (error.code ?? 'unknown');
  const handshake = handshakeProblemOf(error);
  const seen = {
    host: `${name}:${port}`,
    hostname: name,
    reached,
    errorCode,
    detail: error.message,
    handshake,
    isFronted,
  };
  return connectionFailure(seen, now);
}

/** What a failure of that check means. */
function meaning(check: string, { code, facts }: ReturnType<typeof connectionFailure>): string[] {
  const failed = aFailure(check, code.class);
  assert.ok(failed.failure);
  Object.assign(failed.failure, { code: code.id, facts });
  return matchIncidents(failed, [failed], edgeIncidents).map(({ id }) => id);
}

const handshakes: [what: string, code: string, incident: string, how: TlsOptions][] = [
  [
    'old versions',
    'tls-too-old',
    'tls-too-old',
    { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  ],
  [
    'a certificate that is wanted',
    'client-certificate-wanted',
    'tls-client-certificate',
    { requestCert: true, maxVersion: 'TLSv1.2' },
  ],
  [
    'no cipher in common',
    'handshake-refused',
    'tls-refused',
    { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-CAMELLIA128-SHA256:@SECLEVEL=0' },
  ],
];

describe('a connection that fails', () => {
  test('by an expired certificate says when it expired', async () => {
    const leaf = await network.authority.issue([hostname], { notBefore: longAgo, notAfter: yesterday });
    await using server = await serve(hello, { tls: leaf });
    const seen = await failureAt(server.port);
    assert.equal(seen.code.id, 'certificate-expired');
    assert.equal(Date.parse(seen.facts.expiresAt ?? ''), Math.floor(yesterday.getTime() / 1_000) * 1_000);
    assert.deepEqual(meaning('edge/tls:api', seen), ['tls-expired']);
  });

  test('by a certificate for other names says which', async () => {
    await using server = await serve(hello, { tls: await network.authority.issue(['a.test', 'b.test']) });
    const seen = await failureAt(server.port);
    assert.equal(seen.code.id, 'certificate-wrong-host');
    assert.deepEqual(seen.facts.got, ['a.test', 'b.test']);
    assert.equal(seen.code.message(seen.facts), `the certificate of ${hostname} is for a.test, b.test`);
    assert.deepEqual(meaning('edge/tls:api', seen), ['tls-wrong-host']);
  });

  test('by a certificate whose issuer nobody knows says that its own is missing', async () => {
    const stranger = await createAuthority();
    await using server = await serve(hello, { tls: await stranger.issue([hostname]) });
    const seen = await failureAt(server.port);
    assert.equal(seen.code.id, 'issuer-missing');
    assert.match(seen.facts.errorCode ?? '', /^UNABLE_TO_/);
    assert.deepEqual(meaning('edge/tls:api', seen), ['tls-untrusted']);
  });

  test('in the handshake, before a certificate was judged, accuses no certificate', async () => {
    await using server = await serveRaw((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const seen = await failureAt(server.port);
    assert.equal(seen.code.id, 'handshake-failed');
    assert.deepEqual(meaning('edge/tls:api', seen), ['tls-closed']);
  });

  for (const [what, code, incident, how] of handshakes)
    test(`in the handshake tells ${what} from all else, each with steps of its own`, async () => {
      const { keyPem: key, certPem: cert } = await network.authority.issue([hostname]);
      await using server = await serveTls({ key, cert, ca: [network.authority.caPem], ...how });
      const seen = await failureAt(server.port);
      assert.equal(seen.code.id, code);
      assert.match(seen.code.message(seen.facts), /^api\.shop\.test:\d+ [a-z].* \(ERR_SSL_[A-Z]/);
      assert.deepEqual(meaning('edge/tls:api', seen), [incident]);
    });

  test('because what listens speaks no TLS says so, whatever it speaks', async () => {
    for (const said of ['HTTP/1.1 400 Bad Request\r\n\r\n', 'SSH-2.0-x\r\n']) {
      await using server = await serveRaw((socket) => socket.once('data', () => socket.end(said)));
      const seen = await failureAt(server.port);
      assert.deepEqual([seen.code.id, ...meaning('edge/tls:api', seen)], ['no-tls', 'tls-none'], said);
    }
  });

  test('by the alert that it serves no such name says so', async () => {
    const alert = Buffer.from([21, 3, 3, 0, 2, 2, 112]);
    await using server = await serveRaw((socket) => socket.once('data', () => socket.end(alert)));
    const seen = await failureAt(server.port);
    assert.deepEqual([seen.code.id, ...meaning('edge/tls:api', seen)], ['name-not-served', 'tls-name-unknown']);
  });

  test('because nothing listens was refused', async () => {
    const { port, ...server } = await serveRaw(() => undefined);
    await server[Symbol.asyncDispose]();
    const fronted = await failureAt(port, { secure: false });
    assert.equal(fronted.code.id, 'connection-refused');
    assert.deepEqual(meaning('edge/tcp:app', fronted), ['frontend-refused']);
    const plain = await failureAt(port, { secure: false, isFronted: false });
    assert.equal(plain.code.id, 'not-listening');
    assert.deepEqual(meaning('edge/tcp:app', plain), ['not-listening']);
  });

  test('for want of a name says so, whichever check met it', async () => {
    const seen = await failureAt(1, { name: 'gone.shop.test' });
    assert.deepEqual(seen.facts, { host: 'gone.shop.test', errorCode: 'ENOTFOUND' });
    assert.deepEqual(meaning('edge/dns:api', seen), ['dns']);
  });
});

const shown = {
  validFrom: longAgo,
  validTo: new Date(now.getTime() + 1_000),
  issuer: 'someone',
  names: [hostname],
  fingerprint: '00',
  publicKey: Buffer.alloc(0),
  issuers: [],
  isSelfSigned: false,
};

test('an issuer that has expired is not the certificate that has', () => {
  const certificate = { ...shown, problem: 'CERT_HAS_EXPIRED' };
  const reached: ConnectionFacts = { phases: {}, phase: 'tls', certificate };
  const seen = { host: hostname, hostname, reached, errorCode: 'CERT_HAS_EXPIRED', detail: 'expired', isFronted: true };
  assert.equal(connectionFailure(seen, now).code.id, 'certificate-untrusted');
});

test('a key that is too small is no chain that is broken', () => {
  for (const errorCode of ['EE_KEY_TOO_SMALL', 'CA_KEY_TOO_SMALL', 'CA_MD_TOO_WEAK']) {
    const certificate = { ...shown, problem: errorCode };
    const reached: ConnectionFacts = { phases: {}, phase: 'tls', certificate };
    const seen = connectionFailure({ host: hostname, hostname, reached, errorCode, detail: '', isFronted: true }, now);
    assert.deepEqual([seen.code.id, ...meaning('edge/tls:api', seen)], ['certificate-weak', 'tls-weak'], errorCode);
  }
});

test('an address where nothing answers refuses nothing', () => {
  const reached: ConnectionFacts = { phases: {}, phase: 'tcp', address: '192.0.2.1' };
  const errors = ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'];
  for (const errorCode of errors) {
    const broken = { host: `${hostname}:443`, hostname, reached, errorCode, detail: errorCode, isFronted: true };
    const seen = connectionFailure(broken, now);
    assert.deepEqual(meaning('edge/tcp:api', seen), ['host-unreachable'], errorCode);
  }
});

test('a name server that says nothing is told from a name that is not there', () => {
  for (const [errorCode, incident] of [
    ['ENOTFOUND', 'dns'],
    ['ENODATA', 'dns'],
    ['ETIMEOUT', 'dns-unanswered'],
    ['ESERVFAIL', 'dns-unanswered'],
    ['EAI_AGAIN', 'dns-unanswered'],
  ] as const) {
    assert.deepEqual(meaning('edge/dns:api', nameFailure(hostname, errorCode)), [incident], errorCode);
  }
});

test('every step says what it may show and where that leads', () => {
  for (const { id, steps } of edgeIncidents)
    for (const { text, expect } of steps) assert.match(expect ?? '', / -> /, `${id}: ${text}`);
});
