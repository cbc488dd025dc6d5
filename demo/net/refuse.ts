import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import type { Listening } from './listening.ts';

/**
 * Reserves a port on 127.0.0.1 that refuses connections. The near end of a live connection holds the port: nobody else
 * can be given it, and nobody listens on it, so the kernel answers RST. (A port that was only listened on and closed
 * again could belong to another server a moment later.)
 */
export async function reserveRefusingPort(): Promise<Listening> {
  const helper = createServer((socket) => socket.on('error', () => socket.destroy()));
  helper.listen(0, '127.0.0.1');
  await once(helper, 'listening');
  const holder = connect((helper.address() as AddressInfo).port, '127.0.0.1');
  const [[far]] = await Promise.all([once(helper, 'connection'), once(holder, 'connect')]);
  const { localPort } = holder;
  if (localPort === undefined) throw new Error('The connection that reserves a refusing port has no local port.');
  return {
    port: localPort,
    async close() {
      // Reset, not ended: a closing handshake would keep the port in TIME_WAIT.
      holder.resetAndDestroy();
      far.destroy();
      const closed = once(helper, 'close');
      helper.close();
      await closed;
    },
  };
}
