import { createHash } from 'node:crypto';
import type { CorsRule } from './cors.ts';

/** How a bucket may be used. Read at every request, so a property may be a getter or change while the stand-in runs. */
export interface BucketPolicy {
  /** Whether an unsigned request may read a key. Default: none. */
  publicRead?: boolean | ((key: string) => boolean);
  /** Whether an unsigned request may list the bucket (and so is told which keys are missing). Default: no. */
  publicList?: boolean;
  /** Default: none, the bucket answers no cross-origin request. The first rule that matches applies. */
  cors?: CorsRule[];
}

export interface StoredObject {
  body: Uint8Array;
  /** Quoted MD5 of the body. */
  etag: string;
  /** Epoch milliseconds, whole seconds: HTTP dates know no fraction. */
  lastModified: number;
  /** Content-Type, Cache-Control and their like, and `x-amz-meta-*`; lower-case names. */
  headers: Record<string, string>;
}

export interface Bucket {
  name: string;
  policy: BucketPolicy;
  objects: Map<string, StoredObject>;
}

export function createObject(body: Uint8Array, headers: Record<string, string>, now: number): StoredObject {
  return {
    body,
    etag: `"${createHash('md5').update(body).digest('hex')}"`,
    lastModified: Math.floor(now / 1000) * 1000,
    // The service's default where a client sends no type (API_PutObject, Content-Type).
    headers: { 'content-type': 'binary/octet-stream', ...headers },
  };
}
