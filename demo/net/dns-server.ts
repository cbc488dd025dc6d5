import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { AUTHORITATIVE_ANSWER, decode, encode, type Packet } from 'dns-packet';

const NXDOMAIN = 3;

export interface NameServer {
  /** `127.0.0.1:<port>`, as `dns.promises.Resolver.setServers` takes it. */
  address: string;
  close(): Promise<void>;
}

/** The addresses of a name, of either family; undefined for a name that nobody knows. */
type Resolve = (name: string) => string | readonly string[] | undefined;

/**
 * Starts a DNS server on loopback UDP that asks `resolve` at every question, so that a name can stop resolving while
 * it runs. A known name has A and AAAA records and no others (an empty answer); an unknown one is NXDOMAIN (RFC 1035, 4.1.1).
 */
export async function startNameServer(resolve: Resolve): Promise<NameServer> {
  const socket = createSocket('udp4');
  socket.on('message', (message, peer) => {
    const reply = answer(message, resolve);
    if (reply) socket.send(reply, peer.port, peer.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { address: `127.0.0.1:${socket.address().port}`, close: () => close(socket) };
}

/** The bytes to send back, or undefined for what is no DNS question: a real server drops that as well. */
function answer(message: Buffer, resolve: Resolve): Buffer | undefined {
  const query = parse(message);
  const question = query?.questions?.[0];
  if (!query || !question) return undefined;
  const addresses = resolve(question.name.toLowerCase());
  return encode({
    type: 'response',
    id: query.id ?? 0,
    flags: AUTHORITATIVE_ANSWER | (addresses === undefined ? NXDOMAIN : 0),
    questions: [question],
    answers: [addresses ?? []]
      .flat()
      .map((data) => ({ type: isIPv6(data) ? ('AAAA' as const) : ('A' as const), name: question.name, ttl: 0, data }))
      .filter(({ type }) => type === question.type),
  });
}

function parse(message: Buffer): Packet | undefined {
  try {
    return decode(message);
  } catch {
    return undefined;
  }
}

async function close(socket: Socket): Promise<void> {
  const closed = once(socket, 'close');
  socket.close();
  await closed;
}
