import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, request } from 'undici';
import { resolverFor } from '#fixtures/http/dns-resolver.ts';
import type { CleanAnswer, Headers } from './answer.ts';

/** A request as it came to the proxy. */
export interface Asked {
  method: string;
  url: URL;
  headers: Headers;
  body: Buffer;
}

/** The way on to the system itself. */
export interface Upstream {
  /** Rejects with the error of the way when no answer comes. */
  ask(asked: Asked): Promise<CleanAnswer>;
  close(): Promise<void>;
}

interface UpstreamNetwork {
  nameServer?: string | undefined;
  caFile?: string | undefined;
}

/** These are of one connection, not of the message; a compressed body could not be changed. */
const ofTheConnection = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'accept-encoding', 'expect'];

/** Reaches the system as a run without a proxy would: the target's name server and private authority. */
export function openUpstream({ nameServer, caFile }: UpstreamNetwork): Upstream {
  const resolve = resolverFor(nameServer);
  const agent = new Agent({
    connect: {
      ...(caFile && { ca: [readFileSync(caFile, 'utf8'), ...rootCertificates] }),
      lookup: (hostname, options, callback) => {
        resolve(hostname).then(
          ([address = '']) => (options.all ? callback(null, [{ address, family: 4 }]) : callback(null, address, 4)),
          (error: NodeJS.ErrnoException) => callback(error, '', 4),
        );
      },
    },
  });
  return { ask: (asked) => ask(asked, agent), close: () => agent.destroy() };
}

async function ask({ method, url, headers, body }: Asked, dispatcher: Agent): Promise<CleanAnswer> {
  const passed = Object.entries(headers).filter(([name]) => !ofTheConnection.includes(name));
  const answer = await request(url, {
    method: method as Dispatcher.HttpMethod,
    headers: Object.fromEntries(passed),
    ...(body.length > 0 && { body }),
    dispatcher,
  });
  const got = Object.entries(answer.headers).filter(([name]) => !ofTheConnection.includes(name));
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(got.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    body: Buffer.from(await answer.body.arrayBuffer()),
  };
}
