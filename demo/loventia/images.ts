import { setTimeout as delay } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import type { Faults } from '../faults.ts';
import { edgeHeaders } from './cdn/edge.ts';
import type { FaultId } from './faults.ts';

export interface ImagesOptions {
  /** Fetches an object from the public bucket, by its key. */
  origin: (key: string, headers: Headers) => Promise<Response>;
  /** The site that may read pixels across origins. */
  appOrigin: () => string;
  faults: Faults;
  /** The one photo that the `image-*` faults hit. */
  faultyKey: string;
  /** How long `image-slow` keeps the first byte back, in milliseconds. Default five seconds. */
  imageSlowMs?: number;
}

interface CachedImage {
  headers: Headers;
  body: ArrayBuffer;
  storedAt: number;
}

const ORIGIN_HEADERS = [
  'server',
  'content-type',
  'content-length',
  'content-range',
  'accept-ranges',
  'etag',
  'last-modified',
];

/** A CDN in front of the public photo bucket: keeps whole images, names its cache's part in `x-cache`. */
export function createImages(options: ImagesOptions): Hono {
  const cache = new Map<string, CachedImage>();
  return new Hono()
    .use(async (c, next) => {
      await next();
      allowOrigin(c, options);
    })
    .get('/:key{.+}', async (c) => {
      const key = c.req.param('key');
      const broken = key === options.faultyKey ? await breakImage(options) : undefined;
      return broken ?? serve(key, c.req.raw.headers, options, cache);
    })
    .notFound(() => refuse(403, 'AccessDenied', 'Access Denied'));
}

async function serve(
  key: string,
  asked: Headers,
  { origin }: ImagesOptions,
  cache: Map<string, CachedImage>,
): Promise<Response> {
  const hit = cache.get(key);
  const conditions = pick(asked, ['range', 'if-none-match', 'if-modified-since']);
  const wantsWhole = conditions.length === 0;
  if (hit && wantsWhole) return answerHit(hit);
  const response = await origin(key, new Headers(conditions));
  const headers = edgeHeaders(response.status < 400 ? 'Miss' : 'Error');
  for (const [name, value] of pick(response.headers, ORIGIN_HEADERS)) headers.set(name, value);
  if (response.status < 400) headers.set('cache-control', 'public, max-age=86400');
  if (response.status !== 200 || !wantsWhole) return new Response(response.body, { status: response.status, headers });
  const body = await response.arrayBuffer();
  cache.set(key, { headers, body, storedAt: Date.now() });
  return new Response(body, { headers });
}

function answerHit({ headers, body, storedAt }: CachedImage): Response {
  const fresh = edgeHeaders('Hit');
  for (const [name, value] of pick(headers, [...ORIGIN_HEADERS, 'cache-control'])) fresh.set(name, value);
  fresh.set('age', String(Math.floor((Date.now() - storedAt) / 1000)));
  return new Response(body, { headers: fresh });
}

/** What comes instead of the one photo that a fault has hit. */
async function breakImage({ faults, imageSlowMs = 5_000 }: ImagesOptions): Promise<Response | undefined> {
  if (faults.has('image-slow')) await delay(imageSlowMs, undefined, { ref: false });
  return breaks.find(({ id }) => faults.has(id))?.answer();
}

const breaks: readonly { id: FaultId; answer: () => Response }[] = [
  { id: 'image-403', answer: () => refuse(403, 'AccessDenied', 'Access Denied') },
  { id: 'image-404', answer: () => refuse(404, 'NoSuchKey', 'The specified key does not exist.') },
  { id: 'image-corrupt', answer: answerCorrupt },
];

/** An error that somebody once saved under the photo's name and type. */
function answerCorrupt(): Response {
  const headers = edgeHeaders('Hit');
  headers.set('content-type', 'image/jpeg');
  headers.set('cache-control', 'public, max-age=86400');
  return new Response(describeError('InternalError', 'We encountered an internal error. Please try again.'), {
    headers,
  });
}

function refuse(status: number, code: string, message: string): Response {
  const headers = edgeHeaders('Error');
  headers.set('content-type', 'application/xml');
  return new Response(describeError(code, message), { status, headers });
}

function describeError(code: string, message: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
}

function allowOrigin(c: Context, { appOrigin, faults }: ImagesOptions): void {
  c.header('vary', 'Origin');
  const origin = c.req.header('origin');
  if (origin === appOrigin() && !faults.has('image-cors')) c.header('access-control-allow-origin', origin);
}

function pick(from: Headers, names: readonly string[]): [name: string, value: string][] {
  return names.flatMap((name) => {
    const value = from.get(name);
    return value === null ? [] : [[name, value]];
  });
}
