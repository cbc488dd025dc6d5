import { S3Error } from './s3-error.ts';

/** A path-style request, taken apart. */
export interface S3Request {
  method: string;
  url: URL;
  /** What the client sent as headers, for the signature. */
  headers: Headers;
  /** Headers and, since a presigned URL carries `x-amz-*` headers in its query, those too. */
  sent: Headers;
  bucket: string;
  /** Empty for a request to the bucket itself. */
  key: string;
}

/** Subresources (`?acl`, `?cors`, …) and copies, which the stand-in refuses instead of taking them for something else. */
const SUBRESOURCES = new Set(
  'acl attributes cors delete encryption lifecycle location logging notification object-lock policy replication restore retention select tagging torrent uploadId uploads versioning versions website'.split(
    ' ',
  ),
);

export function parseRequest(request: Request): S3Request {
  const url = new URL(request.url);
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(decodePath(url.pathname)) ?? [];
  return { method: request.method, url, headers: request.headers, sent: mergeSent(request.headers, url), bucket, key };
}

/** Throws `NotImplemented` for operations beyond put, get, head, delete and list. */
export function refuseUnsupported({ url, sent }: S3Request): void {
  const subresource = [...url.searchParams.keys()].find((name) => SUBRESOURCES.has(name));
  const header = sent.has('x-amz-copy-source') ? 'x-amz-copy-source' : undefined;
  const name = subresource ?? header;
  if (name !== undefined) throw new S3Error('NotImplemented', { fields: { Header: name } });
}

function mergeSent(headers: Headers, url: URL): Headers {
  const sent = new Headers(headers);
  for (const [name, value] of url.searchParams) {
    if (name.toLowerCase().startsWith('x-amz-') && !sent.has(name)) sent.set(name, value);
  }
  return sent;
}

function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch (cause) {
    throw Object.assign(new S3Error('InvalidArgument', { message: "Couldn't parse the specified URI." }), { cause });
  }
}
