import type { Hono } from 'hono';
import { sha256Hex, type Verifier, verifySignature } from '../net/sigv4.ts';
import { authenticate } from './authenticate.ts';
import { type Bucket, type BucketPolicy, createObject, type StoredObject } from './bucket.ts';
import { preflightHeaders } from './cors.ts';
import { mount, type S3LogEntry } from './mount.ts';
import { type Access, answerBucket, answerObject } from './operations.ts';
import { checkPayloadHash } from './payload.ts';
import { S3Error } from './s3-error.ts';
import { refuseUnsupported, type S3Request } from './s3-request.ts';

export type { BucketPolicy, StoredObject } from './bucket.ts';
export type { S3LogEntry } from './mount.ts';

/** A key pair that may read and write every bucket. */
export interface S3Credential {
  accessKeyId: string;
  secretAccessKey: string;
  /** Without `s3:ListBucket` a missing key is a 403, not a 404. Default true. */
  mayList?: boolean;
}

export interface S3Options {
  credentials: S3Credential[];
  /** By name. */
  buckets: Record<string, BucketPolicy>;
  /** Default `eu-north-1`. */
  region?: string;
  /** The server's clock, epoch milliseconds: signatures, expiry and the Date header follow it. */
  now?: () => number;
}

export interface S3 {
  app: Hono;
  /** The last 10,000 requests, oldest first. */
  requests: S3LogEntry[];
  /** Stores an object without a request. `headers` as a GET returns them: `content-type`, `x-amz-meta-…`. */
  put(bucket: string, key: string, body: Uint8Array | string, headers?: Record<string, string>): StoredObject;
  /** Removes an object without a request; false when there is none. */
  remove(bucket: string, key: string): boolean;
}

const LOG_LIMIT = 10_000;

/**
 * An S3 for one account on the service's wire format, path-style: PutObject, GetObject, HeadObject, DeleteObject,
 * ListObjectsV2, HeadBucket and CORS preflights, for the official SDK with `forcePathStyle` and its presigner.
 */
export function createS3({ credentials, buckets, region = 'eu-north-1', now = Date.now }: S3Options): S3 {
  const stored = new Map<string, Bucket>();
  for (const [name, policy] of Object.entries(buckets)) stored.set(name, { name, policy, objects: new Map() });
  const credentialOf = (id: string) => credentials.find(({ accessKeyId }) => accessKeyId === id);
  const verifier: Verifier = { service: 's3', region, now, secretOf: (id) => credentialOf(id)?.secretAccessKey };
  const requests: S3LogEntry[] = [];

  async function answer(request: S3Request, raw: () => Promise<ArrayBuffer>): Promise<Response> {
    refuseUnsupported(request);
    if (request.method === 'OPTIONS') {
      const rules = find(request.bucket).policy.cors ?? [];
      return new Response(null, { headers: preflightHeaders(rules, request.headers) });
    }
    const upload = { raw: new Uint8Array(await raw()), now: now() };
    const signer = identify(request, upload.raw, verifier);
    // ListBuckets is not among the operations; unsigned, the real service refuses it.
    if (request.bucket === '') throw new S3Error(signer === undefined ? 'AccessDenied' : 'NotImplemented');
    const bucket = find(request.bucket);
    const access: Access = {
      signed: signer !== undefined,
      mayList: signer === undefined ? bucket.policy.publicList === true : (credentialOf(signer)?.mayList ?? true),
    };
    return request.key === '' ? answerBucket(bucket, request, access) : answerObject(bucket, request, access, upload);
  }

  function find(name: string): Bucket {
    const bucket = stored.get(name);
    if (!bucket) throw new S3Error('NoSuchBucket', { fields: { BucketName: name } });
    return bucket;
  }

  function log(entry: S3LogEntry): void {
    requests.push(entry);
    if (requests.length > LOG_LIMIT) requests.shift();
  }

  return {
    app: mount({ answer, log, now, bucket: (name) => stored.get(name) }),
    requests,
    put(name, key, body, headers = {}) {
      const object = createObject(Buffer.from(body), headers, now());
      find(name).objects.set(key, object);
      return object;
    },
    remove: (name, key) => find(name).objects.delete(key),
  };
}

/** The key that signed, or undefined; throws when the signature, or the body it covers, is not what was signed. */
function identify(request: S3Request, raw: Uint8Array, verifier: Verifier): string | undefined {
  const presigned = request.url.searchParams.has('X-Amz-Signature');
  const claimed = request.sent.get('x-amz-content-sha256') ?? (presigned ? 'UNSIGNED-PAYLOAD' : undefined);
  const verdict = verifySignature({ ...request, payloadHash: claimed ?? sha256Hex(raw) }, verifier);
  const signer = authenticate(verdict, verifier.now());
  if (signer === undefined) return undefined;
  // Mandatory in the header form only (sigv4-auth-using-authorization-header).
  if (claimed === undefined) throw new S3Error('InvalidRequest');
  checkPayloadHash(raw, claimed);
  return signer;
}
