import type { Bucket, StoredObject } from './bucket.ts';
import { S3Error } from './s3-error.ts';
import { type XmlNode, xmlDocument } from './xml.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const MAX_KEYS = 1000;

/** The document of ListObjectsV2: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjects(bucket: Bucket, query: URLSearchParams): string {
  const encode = query.get('encoding-type') === 'url' ? encodeURIComponent : (text: string) => text;
  const page = selectPage(bucket, query);
  const echo = (name: string): Record<string, string> => {
    const value = query.get(name);
    return value === null ? {} : { [ELEMENTS[name] ?? name]: name.endsWith('token') ? value : encode(value) };
  };
  const content: XmlNode = {
    Name: bucket.name,
    Prefix: encode(query.get('prefix') ?? ''),
    ...echo('start-after'),
    ...echo('continuation-token'),
    ...(page.next !== undefined && { NextContinuationToken: toToken(page.next) }),
    KeyCount: page.entries.length,
    MaxKeys: page.maxKeys,
    ...echo('delimiter'),
    ...echo('encoding-type'),
    IsTruncated: page.next !== undefined,
    Contents: page.entries.flatMap(({ name, object }) => (object ? [toElement(encode(name), object)] : [])),
    CommonPrefixes: page.entries.flatMap(({ name, object }) => (object ? [] : [{ Prefix: encode(name) }])),
  };
  return xmlDocument('ListBucketResult', content, NAMESPACE);
}

const ELEMENTS: Record<string, string> = {
  'start-after': 'StartAfter',
  'continuation-token': 'ContinuationToken',
  delimiter: 'Delimiter',
  'encoding-type': 'EncodingType',
};

/** A key with its object, or a prefix that stands for all keys that begin with it. */
interface Entry {
  name: string;
  object?: StoredObject;
}

function selectPage(bucket: Bucket, query: URLSearchParams) {
  const maxKeys = parseMaxKeys(query.get('max-keys'));
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : fromToken(token);
  const rest = collect(bucket, query).filter(({ name }) => compareKeys(name, after) > 0);
  const entries = rest.slice(0, maxKeys);
  const last = entries.at(-1);
  return { entries, maxKeys, next: rest.length > entries.length && last ? last.name : undefined };
}

function collect(bucket: Bucket, query: URLSearchParams): Entry[] {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const entries = new Map<string, Entry>();
  for (const [key, object] of bucket.objects) {
    if (!key.startsWith(prefix)) continue;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const name = cut < 0 ? key : key.slice(0, cut + delimiter.length);
    entries.set(name, cut < 0 ? { name, object } : { name });
  }
  return [...entries.values()].sort((a, b) => compareKeys(a.name, b.name));
}

function toElement(key: string, object: StoredObject): XmlNode {
  return {
    Key: key,
    LastModified: new Date(object.lastModified).toISOString(),
    ETag: object.etag,
    Size: object.body.length,
    StorageClass: 'STANDARD',
  };
}

/** UTF-8 byte order, as the service lists. */
function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function parseMaxKeys(value: string | null): number {
  if (value === null) return MAX_KEYS;
  if (!/^\d+$/.test(value)) {
    throw new S3Error('InvalidArgument', {
      message: 'Provided max-keys not an integer or within integer range',
      fields: { ArgumentName: 'max-keys', ArgumentValue: value },
    });
  }
  return Math.min(Number(value), MAX_KEYS);
}

function toToken(name: string): string {
  return Buffer.from(name).toString('base64url');
}

function fromToken(token: string): string {
  return Buffer.from(token, 'base64url').toString();
}
