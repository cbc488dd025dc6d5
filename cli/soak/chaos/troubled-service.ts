import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Misfortune } from './misfortunes.ts';

/** Stands before a service over plain HTTP, and troubles it as it is told. */
export interface TroubledService extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** From the next connection on; undefined when it is well. */
  trouble: Misfortune['cloudwatch'] | undefined;
}

const broken = 'HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/** @param origin of the service, on 127.0.0.1. */
export async function troubledService(origin: string): Promise<TroubledService> {
  const port = Number(new URL(origin).port);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    keep(client);
    const { trouble } = service;
    if (trouble === 'down') client.destroy();
    else if (trouble === 'hangs') client.resume();
    else if (trouble === 'error') client.once('data', () => client.end(broken));
    else {
      const there = connect(port, '127.0.0.1');
      keep(there);
      client.pipe(there);
      if (trouble === 'answer-lost') there.once('data', () => client.destroy());
      else there.pipe(client);
      client.once('close', () => there.destroy());
      there.once('close', () => client.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const service: TroubledService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trouble: undefined,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  return service;
}
