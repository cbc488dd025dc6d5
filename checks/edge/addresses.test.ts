import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBigShare } from '#fixtures/http/addresses-of.ts';
import { type AddressSeen, deadOnes, distrustedOnes } from './addresses.ts';

const seen = (address: string, phase: 'tcp' | 'tls' = 'tcp', code?: string): AddressSeen => ({
  address,
  reached: { phases: {}, phase },
  ...(code && { error: { code, detail: code } }),
});
const addresses = (list: readonly AddressSeen[]) => list.map(({ address }) => address);

test('an address that takes no connections beside one that does is dead', () => {
  const { judged, bad } = deadOnes([seen('192.0.2.1', 'tcp', 'ETIMEDOUT'), seen('192.0.2.2')], ['IPv4']);
  assert.equal(judged.length, 2);
  assert.deepEqual(addresses(bad), ['192.0.2.1']);
});

test('an address of a family that leads nowhere from here says nothing', () => {
  const six = [seen('2001:db8::1', 'tcp', 'ETIMEDOUT'), seen('192.0.2.2')];
  assert.deepEqual(deadOnes(six, ['IPv4']).bad, []);
  assert.deepEqual(addresses(deadOnes(six, ['IPv4', 'IPv6']).bad), ['2001:db8::1']);
  assert.deepEqual(deadOnes([seen('2001:db8::1', 'tcp', 'ENETUNREACH'), seen('192.0.2.2')], ['IPv4', 'IPv6']).bad, []);
});

test('an address of the machine itself can be judged from it in either family', () => {
  assert.deepEqual(addresses(deadOnes([seen('::1', 'tcp', 'ECONNREFUSED'), seen('127.0.0.1')], ['IPv4']).bad), ['::1']);
});

test('a certificate is judged at the addresses that take connections alone', () => {
  const list = [
    seen('192.0.2.1', 'tcp', 'ECONNREFUSED'),
    seen('192.0.2.2', 'tls', 'CERT_HAS_EXPIRED'),
    seen('192.0.2.3', 'tls'),
  ];
  const { judged, bad } = distrustedOnes(list);
  assert.deepEqual(addresses(judged), ['192.0.2.2', '192.0.2.3']);
  assert.deepEqual(addresses(bad), ['192.0.2.2']);
});

test('half of the addresses are a big share, one of three is not', () => {
  assert.equal(isBigShare({ judged: [1, 2], bad: [1] }), true);
  assert.equal(isBigShare({ judged: [1, 2, 3], bad: [1] }), false);
});
