import { type Bucket, createObject, type StoredObject } from './bucket.ts';
import { checkWrite } from './conditions.ts';
import { listObjects } from './list-objects.ts';
import { readPayload } from './payload.ts';
import { readObject } from './read-object.ts';
import { S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';

/** What the one who asks may do with a bucket. Whoever signed may read and write every key. */
export interface Access {
  signed: boolean;
  /** Holds `s3:ListBucket`, and so is told that a key is missing. */
  mayList: boolean;
}

/** System metadata and user metadata that S3 keeps and returns (userguide, UsingMetadata). */
const KEPT_HEADERS = /^(cache-control|content-(disposition|encoding|language|type)|expires|x-amz-meta-.+)$/;

/** HeadBucket and ListObjectsV2. */
export function answerBucket(bucket: Bucket, { method, url }: S3Request, access: Access): Response {
  if (!access.mayList) throw new S3Error('AccessDenied');
  if (method === 'HEAD') return new Response(null);
  const listing = method === 'GET' && url.searchParams.get('list-type') === '2';
  if (!listing) throw new S3Error('NotImplemented', { fields: { Header: `${method} of a bucket` } });
  return new Response(listObjects(bucket, url.searchParams), { headers: { 'content-type': 'application/xml' } });
}

/** GetObject, HeadObject, PutObject and DeleteObject. */
export function answerObject(
  bucket: Bucket,
  request: S3Request,
  access: Access,
  upload: { raw: Uint8Array; now: number },
): Response {
  const { key, method } = request;
  if (method === 'GET' || method === 'HEAD') {
    if (!access.signed && !isPublic(bucket, key)) throw new S3Error('AccessDenied');
    return readObject(existing(bucket, key, access), request.sent, request.url.searchParams);
  }
  if (!access.signed) throw new S3Error('AccessDenied');
  if (method === 'PUT') return putObject(bucket, request, upload);
  if (method !== 'DELETE')
    throw new S3Error('MethodNotAllowed', { fields: { Method: method, ResourceType: 'OBJECT' } });
  bucket.objects.delete(key);
  return new Response(null, { status: 204 });
}

function putObject(bucket: Bucket, { key, sent }: S3Request, { raw, now }: { raw: Uint8Array; now: number }): Response {
  checkWrite(bucket.objects.get(key), sent, key);
  const object = createObject(readPayload(raw, sent), keptHeaders(sent), now);
  bucket.objects.set(key, object);
  return new Response(null, { headers: { etag: object.etag, 'x-amz-server-side-encryption': 'AES256' } });
}

/** A missing key is a 404 only for who could have listed it, else a 403 (API_GetObject, Permissions). */
function existing(bucket: Bucket, key: string, { mayList }: Access): StoredObject {
  const object = bucket.objects.get(key);
  if (object) return object;
  throw mayList ? new S3Error('NoSuchKey', { fields: { Key: key } }) : new S3Error('AccessDenied');
}

function isPublic({ policy: { publicRead = false } }: Bucket, key: string): boolean {
  return typeof publicRead === 'function' ? publicRead(key) : publicRead;
}

function keptHeaders(sent: Headers): Record<string, string> {
  const kept = Object.fromEntries([...sent].filter(([name]) => KEPT_HEADERS.test(name)));
  // S3 strips the transport's own encoding (sigv4-streaming-trailers, Content-Encoding).
  const encoding = (kept['content-encoding'] ?? '').replace(/aws-chunked,?\s*/, '');
  const { 'content-encoding': _transport, ...rest } = kept;
  return encoding === '' ? rest : { ...rest, 'content-encoding': encoding };
}
