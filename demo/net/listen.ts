import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { Leaf } from './certificate-authority.ts';
import type { Listening } from './listening.ts';
import { reserveRefusingPort } from './refuse.ts';

export type { Listening };

/** What a Hono app's `fetch` is to a server. */
export type Fetch = (request: Request, env?: object) => Response | Promise<Response>;

export interface ListenOptions {
  fetch: Fetch;
  /** Serves https (TLS 1.2 or newer) with this certificate; plain http without it. */
  tls?: Pick<Leaf, 'keyPem' | 'certPem'>;
  /** Default 0: any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  address?: string;
  /** Read at every request: milliseconds to wait before it is handled, as if the network were that far away. */
  delayMs?: (request: Request) => number;
  /** Listens to nothing: reserves a free port that refuses connections (`ECONNREFUSED`); `port` is not looked at. */
  refuse?: boolean;
}

/**
 * Serves a Hono app on an address of loopback. A handler may set `Date` itself (Node fills it in only where it is absent) and may
 * never answer. Rejects when the port is taken (`EADDRINUSE`).
 */
export async function listen(options: ListenOptions): Promise<Listening> {
  if (options.refuse) return reserveRefusingPort();
  const server = createServer({ ...options, fetch: delayed(options) });
  const sockets = trackSockets(server);
  server.listen(options.port ?? 0, options.address ?? '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function createServer({ fetch, tls }: ListenOptions): ServerType {
  // The adaptor would otherwise replace the global Request and Response for the whole process.
  const common = { fetch, overrideGlobalObjects: false };
  if (!tls) return createAdaptorServer({ ...common, createServer: createHttpServer });
  const serverOptions = { key: tls.keyPem, cert: tls.certPem, minVersion: 'TLSv1.2' as const };
  return createAdaptorServer({ ...common, createServer: createHttpsServer, serverOptions });
}

function delayed({ fetch, delayMs }: ListenOptions): Fetch {
  if (!delayMs) return fetch;
  return async (request, env) => {
    const wait = delayMs(request);
    if (wait > 0) await delay(wait, undefined, { ref: false });
    return fetch(request, env);
  };
}

/** Raw sockets, because a TLS connection is unknown to the http server until its handshake is done. */
function trackSockets(server: ServerType): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}
