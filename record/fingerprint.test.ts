import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Exchange } from './evidence.ts';
import { finalizeRecord } from './finalize-record.ts';
import { differences, fingerprintOf } from './fingerprint.ts';
import { aCheck } from './samples/sample-check.ts';
import { aDraft } from './samples/sample-record.ts';

const exchange = (differing: Partial<Exchange> = {}): Exchange => ({
  method: 'GET',
  url: 'https://api.shop.example/ready?at=1',
  status: 200,
  phases: { total: 12 },
  headers: { server: 'nginx', 'x-request-id': 'a1' },
  address: '10.0.0.1',
  redirects: [],
  bodyShape: '{status:string}',
  ...differing,
});
const certificate = { host: 'api', daysLeft: 40, fingerprint: 'AB:CD:EF:01:23:45:67:89:AB:CD' };
const seen = (exchanges: Exchange[], releases = {}) =>
  fingerprintOf(
    finalizeRecord(aDraft([aCheck('api/ready', { exchanges, certificates: [certificate] })], { releases })),
  );

describe('a fingerprint', () => {
  test('holds what should be the same in the next run, and nothing that changes by itself', () => {
    assert.deepEqual(seen([exchange()], { api: ['9ab12f0', 'c41d77e'] }), {
      'release of api': '9ab12f0 and c41d77e',
      'status of GET /ready | api/ready': '200',
      'address of GET /ready | api/ready': '10.0.0.1',
      'shape of GET /ready | api/ready': '{status:string}',
      'server of GET /ready | api/ready': 'nginx',
      'certificate of api | api/ready': 'AB:CD:EF:01:23:45:67:89',
    });
  });

  test('says that there was no answer, and takes the last of several', () => {
    const { status: _, ...unanswered } = exchange({ error: 'refuses connections', headers: {} });
    assert.equal(seen([exchange(), unanswered])['status of GET /ready | api/ready'], 'no answer');
  });
});

describe('differences', () => {
  const before = {
    'release of api': 'a',
    'status of GET / | api/ready': '200',
    'server of GET / | edge/tls:api': 'x',
    gone: '1',
  };
  const now = {
    'server of GET / | edge/tls:api': 'y',
    'status of GET / | api/ready': '503',
    'release of api': 'b',
    came: '1',
  };

  test('name the releases first, then what the cause saw, then the rest', () => {
    assert.deepEqual(
      differences(before, now, ['api/ready']).map(({ fact, check, before: was, now: is }) => [fact, check, was, is]),
      [
        ['release of api', undefined, 'a', 'b'],
        ['status of GET /', 'api/ready', '200', '503'],
        ['server of GET /', 'edge/tls:api', 'x', 'y'],
      ],
    );
  });

  test('are none between addresses of one balancer, and one where none of the new ones was known', () => {
    const of = (...addresses: string[]) =>
      Object.fromEntries(addresses.map((address, at) => [`address of GET /${at} | api/ready`, address]));
    const known = of('3.120.4.9', '18.196.7.1', '2600:9000:1::5');
    for (const same of [of('18.196.7.1', '3.120.4.9', '2600:9000:2::7'), of('3.120.200.2', '3.120.4.9', '18.196.0.1')])
      assert.deepEqual(differences(known, same, []), []);
    const moved = differences(known, of('3.120.4.9', '104.21.5.5', '2606:4700::1'), []);
    assert.deepEqual(
      moved.map(({ now: is }) => is),
      ['104.21.5.5', '2606:4700::1'],
    );
  });

  test('are none between equals, nor where one of both never looked', () => {
    assert.deepEqual(differences(before, before, []), []);
    assert.deepEqual(differences({ gone: '1' }, { came: '1' }, []), []);
  });
});
