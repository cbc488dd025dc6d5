import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';

/** Sends everything that is no stream and no picture with brotli or gzip, however small, to whoever takes it. */
export const compressed: MiddlewareHandler = async (c, next) => {
  await next();
  const type = c.res.headers.get('content-type') ?? '';
  if (!/^text\/(?!event-stream)|javascript|json|svg/.test(type) || !c.res.body) return;
  const takes = c.req.header('accept-encoding') ?? '';
  const encoding = ['br', 'gzip'].find((one) => takes.includes(one));
  c.header('vary', 'accept-encoding');
  if (!encoding) return;
  const body = await c.res.arrayBuffer();
  const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
  const packed = new Uint8Array(encoding === 'br' ? brotliCompressSync(body, quick) : gzipSync(body));
  const headers = new Headers(c.res.headers);
  headers.set('content-encoding', encoding);
  headers.set('content-length', String(packed.length));
  c.res = new Response(packed, { status: c.res.status, headers });
};
