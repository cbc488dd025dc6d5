import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { promises as dns } from 'node:dns';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { decode, encode, type Packet, type Question } from 'dns-packet';
import { type NameServer, startNameServer } from './dns-server.ts';

describe('the name server', () => {
  const names = new Map<string, string | string[]>([['api.loventia.test', '127.0.0.1']]);
  const resolver = new dns.Resolver({ timeout: 30_000, tries: 1 });
  let server: NameServer;
  before(async () => {
    server = await startNameServer((name) => names.get(name));
    resolver.setServers([server.address]);
  });
  after(() => server.close());

  test('answers a known name with its address, whatever its case', async () => {
    assert.deepEqual(await resolver.resolve4('API.loventia.test'), ['127.0.0.1']);
  });

  // Node's codes: https://nodejs.org/api/dns.html#error-codes (ENODATA: no record of that type, ENOTFOUND: NXDOMAIN)
  test('has no IPv6 address for a known name', async () => {
    await assert.rejects(resolver.resolve6('api.loventia.test'), { code: 'ENODATA' });
  });

  test('has all addresses of a name, each with its family', async () => {
    names.set('pair.loventia.test', ['127.0.0.1', '127.0.0.2', '::1']);
    assert.deepEqual(await resolver.resolve4('pair.loventia.test'), ['127.0.0.1', '127.0.0.2']);
    assert.deepEqual(await resolver.resolve6('pair.loventia.test'), ['::1']);
  });

  test('denies a name it does not know', async () => {
    await assert.rejects(resolver.resolve4('gone.loventia.test'), { code: 'ENOTFOUND' });
  });

  test('asks again at every question, so that a name can stop resolving', async () => {
    names.set('images.loventia.test', '127.0.0.1');
    assert.deepEqual(await resolver.resolve4('images.loventia.test'), ['127.0.0.1']);
    names.delete('images.loventia.test');
    await assert.rejects(resolver.resolve4('images.loventia.test'), { code: 'ENOTFOUND' });
  });

  test('has nothing in its answer for a type that a known name lacks, and takes any case on the wire', async () => {
    const ask = (type: 'A' | 'AAAA') => exchange(server, { type, name: 'API.Loventia.test' });
    assert.deepEqual((await ask('AAAA')).answers, []);
    assert.partialDeepStrictEqual((await ask('A')).answers, [{ name: 'API.Loventia.test', data: '127.0.0.1' }]);
  });

  test('survives a packet that is no question', async () => {
    const stray = createSocket('udp4');
    const port = Number(server.address.split(':')[1]);
    await new Promise((sent) => stray.send(Buffer.from('no dns'), port, '127.0.0.1', sent));
    stray.close();
    assert.deepEqual(await resolver.resolve4('api.loventia.test'), ['127.0.0.1']);
  });
});

/** One question on the wire: resolvers hide what they did not ask for, and put names in lower case. */
async function exchange(server: NameServer, question: Question): Promise<Packet> {
  const socket = createSocket('udp4');
  socket.send(
    encode({ type: 'query', id: 7, questions: [question] }),
    Number(server.address.split(':')[1]),
    '127.0.0.1',
  );
  const [message] = await once(socket, 'message');
  socket.close();
  return decode(message);
}
