import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import type { ComponentState } from './fence.ts';
import type { ReadingOptions } from './read-release.ts';
import { cameAndWent, changeOf } from './still-served.ts';

let serves = 'new-8';
const server = createServer((_, answer) => void answer.setHeader('x-release', serves).end()).listen(0, '127.0.0.1');
await once(server, 'listening');
after(() => new Promise((closed) => server.close(closed)));

const { port } = server.address() as AddressInfo;
const api = {
  ...{ name: 'api', origin: `http://api.shop.test:${port}`, expected: 'new-8' },
  marker: { in: 'header', path: '/', name: 'x-release' },
} as const;
const state: ComponentState = { name: 'api', expected: 'new-8', release: 'new-8', before: 'old-7', state: 'arrived' };
const target = { hosts: {}, budgets: { request: 2_000 } } as unknown as ReadingOptions['target'];
const reading: ReadingOptions = { target, network: { resolve: async () => ['127.0.0.1'] }, environment: {} };

test('a release that goes under the checks is told: back to the one before, or a newer deploy in its place', async () => {
  const changed = (of = state) => changeOf([api], [of], reading);
  assert.equal(await changed(), undefined);
  serves = 'old-7';
  assert.deepEqual(await changed(), {
    text: 'api served new-8 when the checks began and old-7 again now',
    superseded: false,
  });
  serves = 'newer-9';
  assert.equal((await changed())?.superseded, true);
  const { expected: _, ...constant } = api;
  const { expected: __, before: ___, ...stood } = state;
  assert.equal((await changeOf([constant], [stood], reading))?.superseded, false);
});

test('a release that flips back and forth under the checks is told by what they met', () => {
  assert.equal(cameAndWent([state], { api: ['new-8'] }), undefined);
  assert.deepEqual(cameAndWent([state], { api: ['old-7'] }), {
    text: 'api served new-8 when the checks began and old-7 again to some of them',
    superseded: false,
  });
  const again = { ...state, before: 'new-8' };
  assert.equal(cameAndWent([again], { api: ['new-8'] }), undefined, 'deployed again');
  assert.equal(cameAndWent([state], {}), undefined, 'nobody has asked');
});
