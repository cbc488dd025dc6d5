import type { S3Client } from '@aws-sdk/client-s3';
import { loadOptional } from '#record/optional-package.ts';

/** A text of the bucket, and what a later write may ask to be still there. */
export interface Stored {
  text: string;
  etag: string;
}

/** A write happens only where nothing lies there yet, or where the text is still the one that was read. */
export type Condition = { ifNoneMatch: '*' } | { ifMatch: string };

/** As much of S3 as a store takes. */
export interface Bucket {
  get(key: string): Promise<Stored | undefined>;
  /** @returns what tells this text from a later one; undefined where the condition did not hold. */
  put(key: string, text: string, condition?: Condition): Promise<string | undefined>;
  /** All keys that begin with the prefix, in the order of their bytes. */
  list(prefix: string): Promise<string[]>;
  remove(key: string): Promise<void>;
}

/** Loaded only where the store is a bucket: it costs about 150 ms. */
const loadSdk = () => loadOptional(() => import('@aws-sdk/client-s3'), 'a store in S3');

/** Larger than anything a run keeps: a text that would fill the memory is none. */
const mostBytes = 64 * 1024 * 1024;

/** The bucket with credentials, region and endpoint of the SDK's own chain. Nothing is asked before it is needed. */
export function openBucket(name: string): Bucket {
  let client: Promise<S3Client> | undefined;
  const opened = () => {
    client ??= newClient();
    return client;
  };
  return {
    async get(Key) {
      const { GetObjectCommand, NoSuchKey } = await loadSdk();
      try {
        const {
          Body,
          ETag = '',
          ContentLength = 0,
        } = await (await opened()).send(new GetObjectCommand({ Bucket: name, Key }));
        if (ContentLength > mostBytes) return { text: '', etag: ETag };
        return { text: (await Body?.transformToString()) ?? '', etag: ETag };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async put(Key, text, condition) {
      const { PutObjectCommand } = await loadSdk();
      const given = {
        Bucket: name,
        Key,
        Body: Buffer.from(text),
        ContentType: 'application/json',
        ...conditionOf(condition),
      };
      try {
        return (await (await opened()).send(new PutObjectCommand(given))).ETag ?? '';
      } catch (error) {
        if (condition && isRefused(error)) return undefined;
        throw error;
      }
    },
    async list(Prefix) {
      const { ListObjectsV2Command } = await loadSdk();
      const keys: string[] = [];
      for (let ContinuationToken: string | undefined, more = true; more; ) {
        const asked = new ListObjectsV2Command({
          Bucket: name,
          Prefix,
          ...(ContinuationToken && { ContinuationToken }),
        });
        const page = await (await opened()).send(asked);
        keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
        ContinuationToken = page.NextContinuationToken;
        more = ContinuationToken !== undefined;
      }
      return keys;
    },
    async remove(Key) {
      const { DeleteObjectCommand } = await loadSdk();
      await (await opened()).send(new DeleteObjectCommand({ Bucket: name, Key }));
    },
  };
}

async function newClient(): Promise<S3Client> {
  const { S3Client: Client } = await loadSdk();
  return new Client({
    maxAttempts: 3,
    // A bucket of another region than the environment's is found all the same.
    followRegionRedirects: true,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
  });
}

function conditionOf(condition: Condition | undefined): { IfMatch?: string; IfNoneMatch?: '*' } {
  if (!condition) return {};
  return 'ifMatch' in condition ? { IfMatch: condition.ifMatch } : { IfNoneMatch: condition.ifNoneMatch };
}

/** The condition did not hold, or another conditional write to the same key was under way. */
function isRefused(error: unknown): boolean {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  return name === 'NoSuchKey' || [409, 412].includes($metadata?.httpStatusCode ?? 0);
}
