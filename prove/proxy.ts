import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createSecureContext } from 'node:tls';
import type { CleanAnswer, Headers, ServedAnswer } from './answer.ts';
import type { Authority } from './authority.ts';
import { deliver } from './deliver.ts';
import type { Asked, Upstream } from './upstream.ts';

/** An answer on its way through the proxy. */
export interface Passing {
  asked: Asked;
  answer: CleanAnswer;
}

/** A proxy that stands between checks and a system. */
export interface StandingProxy extends AsyncDisposable {
  /** Where connections to the system go instead: `name:port` to `address:port`. */
  connectTo: Record<string, string>;
}

interface ProxyOptions {
  /** Everything that checks may ask: `https://api.shop.example`. */
  origins: readonly string[];
  authority: Authority;
  upstream: Upstream;
  /** Sees each answer and hands back the one to serve, at best the same. */
  change: (passing: Passing) => ServedAnswer;
}

/** Starts a proxy on 127.0.0.1. It ends TLS with certificates of the authority; names and requests are left as they are. */
export async function startProxy({ origins, authority, upstream, change }: ProxyOptions): Promise<StandingProxy> {
  const urls = [...new Set(origins)].map((origin) => new URL(origin));
  const contexts = new Map<string, ReturnType<typeof createSecureContext>>();
  for (const { hostname } of urls) contexts.set(hostname, createSecureContext(await authority.issue(hostname)));
  const handler = (scheme: string): RequestListener => {
    return (request, response) => {
      pass(request, response, scheme, { upstream, change }).catch(() => response.socket?.destroy());
    };
  };
  const [first = createSecureContext()] = contexts.values();
  const secure = createSecureServer(
    {
      SNICallback: (name, callback) => callback(null, contexts.get(name) ?? first),
      ...(await authority.issue('127.0.0.1')),
    },
    handler('https'),
  );
  const plain = createServer(handler('http'));
  const closing = await Promise.all([secure, plain].map(listen));
  const connectTo = urls.map(({ protocol, hostname, port }) => {
    const safe = protocol === 'https:';
    return [`${hostname}:${port || (safe ? 443 : 80)}`, `127.0.0.1:${portOf(safe ? secure : plain)}`];
  });
  return {
    connectTo: Object.fromEntries(connectTo),
    [Symbol.asyncDispose]: async () => void (await Promise.all(closing.map((close) => close()))),
  };
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  scheme: string,
  { upstream, change }: Pick<ProxyOptions, 'upstream' | 'change'>,
): Promise<void> {
  const url = new URL(request.url ?? '/', `${scheme}://${request.headers.host}`);
  const headers: Headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const asked = { method: request.method ?? 'GET', url, headers, body: await buffer(request) };
  const answer = await upstream.ask(asked);
  await deliver(change({ asked, answer }), asked.method, response);
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** Listens, and hands back what ends the server with every connection of it. */
async function listen(server: Server): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    // A check that goes away in the middle is nobody's error here.
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
}
