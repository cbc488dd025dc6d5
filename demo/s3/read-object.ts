import type { StoredObject } from './bucket.ts';
import { isNotModified } from './conditions.ts';
import { crc32Base64 } from './payload.ts';
import { parseRange } from './range.ts';

/** Query parameters by which a signed GET sets headers of its own answer (API_GetObject, "response-*"). */
const OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** Answers GetObject and, with the body left out by the server, HeadObject: 200, 206, 304, or throws 412 and 416. */
export function readObject(object: StoredObject, sent: Headers, query: URLSearchParams): Response {
  const shared = {
    etag: object.etag,
    'last-modified': new Date(object.lastModified).toUTCString(),
    // Every object is encrypted so by default since January 2023 (userguide, default-encryption-faq).
    'x-amz-server-side-encryption': 'AES256',
  };
  if (isNotModified(object, sent)) return new Response(null, { status: 304, headers: shared });
  const range = parseRange(sent.get('range'), object.body.length);
  const body = range ? object.body.subarray(range.first, range.last + 1) : object.body;
  const headers = new Headers({
    ...object.headers,
    ...shared,
    'accept-ranges': 'bytes',
    'content-length': String(body.length),
  });
  if (range) headers.set('content-range', `bytes ${range.first}-${range.last}/${object.body.length}`);
  // The stored checksum is the whole object's, so a part comes without it.
  else if (sent.get('x-amz-checksum-mode') === 'ENABLED') addChecksum(headers, object);
  applyOverrides(headers, query);
  return new Response(Buffer.from(body), { status: range ? 206 : 200, headers });
}

function addChecksum(headers: Headers, object: StoredObject): void {
  headers.set('x-amz-checksum-crc32', crc32Base64(object.body));
  headers.set('x-amz-checksum-type', 'FULL_OBJECT');
}

function applyOverrides(headers: Headers, query: URLSearchParams): void {
  for (const name of OVERRIDES) {
    const value = query.get(`response-${name}`);
    if (value !== null) headers.set(name, value);
  }
}
