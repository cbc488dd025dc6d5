import { once } from 'node:events';
import { createServer } from 'node:net';

/** Most systems have all of 127.0.0.0/8; where 127.0.0.1 is alone, IPv6 has one more. */
const candidates = ['127.0.0.2', '::1'];

/** Another loopback address than 127.0.0.1 that this machine has; undefined where it has none. */
export async function secondAddress(): Promise<string | undefined> {
  for (const address of candidates) {
    const server = createServer().listen(0, address);
    const isThere = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    if (isThere) return address;
  }
  return undefined;
}
