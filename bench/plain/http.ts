import { Resolver } from 'node:dns/promises';
import { Agent, request } from 'undici';
import { ca, world } from './world.ts';

const resolver = new Resolver();
resolver.setServers([world.nameServer]);

export const resolve = (hostname: string): Promise<string[]> => resolver.resolve4(hostname);

/** Resolves for each connection, and keeps no TLS session: every handshake is a whole one, as a new user's is. */
export const dispatcher = new Agent({
  connect: {
    ca,
    maxCachedSessions: 0,
    lookup(hostname, { all }, callback) {
      resolve(hostname).then(
        ([address = '']) => (all ? callback(null, [{ address, family: 4 }]) : callback(null, address, 4)),
        (error: Error) => callback(error, '', 4),
      );
    },
  },
});

export interface Answer {
  url: string;
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

interface Options {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: unknown;
}

/** Requests that were sent, all in all. */
export const sent: { url: string; ms: number }[] = [];

/** One request on a connection of its own. */
export async function send(url: string, { method = 'GET', headers = {}, body }: Options = {}): Promise<Answer> {
  const started = performance.now();
  const json = body === undefined ? {} : { body: JSON.stringify(body), 'content-type': 'application/json' };
  const { body: text = null, ...typed } = json;
  const answer = await request(url, { method, headers: { ...headers, ...typed }, body: text, dispatcher, reset: true });
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  sent.push({ url, ms: performance.now() - started });
  return { url, status: answer.statusCode, headers: answer.headers, body: bytes };
}

export const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  send(url, { method: 'POST', body, headers });

export const jsonOf = (answer: Answer) => JSON.parse(answer.body.toString());

/** Each `Set-Cookie` line of an answer. */
export const cookiesOf = ({ headers }: Answer): string[] => [headers['set-cookie'] ?? []].flat();
