import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { resolve, send } from './http.ts';
import { ca, world } from './world.ts';

/** Every host by name, by TCP and by TLS, and that plain HTTP leads to HTTPS. */
export async function lookAtEdge(): Promise<void> {
  for (const address of [world.app, world.api, world.images, world.storage]) {
    const { hostname, port } = new URL(address);
    assert.notEqual((await resolve(hostname)).length, 0);
    (await openTcp(hostname, port)).destroy();
    await lookAtCertificate(hostname, port);
  }
  const redirect = await send(world.appHttp);
  assert.ok([301, 302, 307, 308].includes(redirect.status));
  assert.equal(new URL(String(redirect.headers['location'])).origin, world.app);
}

async function openTcp(hostname: string, port: string) {
  const [host = ''] = await resolve(hostname);
  const socket = connect({ host, port: Number(port) });
  await once(socket, 'connect');
  return socket;
}

async function lookAtCertificate(hostname: string, port: string): Promise<void> {
  const tls = connectTls({ socket: await openTcp(hostname, port), servername: hostname, ca });
  await once(tls, 'secureConnect');
  assert.ok(Date.parse(tls.getPeerCertificate().valid_to) > Date.now());
  tls.destroy();
}
