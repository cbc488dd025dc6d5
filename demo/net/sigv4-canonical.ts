/** The parts of a request that a signature covers. */
interface CanonicalInput {
  method: string;
  url: URL;
  headers: Headers;
  signedHeaders: string[];
  /** Hex SHA-256 of the body, or a literal such as `UNSIGNED-PAYLOAD`. */
  payloadHash: string;
}

/**
 * The canonical request of Signature Version 4, with S3's single encoding of the path:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function canonicalRequest({ method, url, headers, signedHeaders, payloadHash }: CanonicalInput): string {
  const lines = signedHeaders.map((name) => `${name}:${(headers.get(name) ?? '').trim().replace(/ +/g, ' ')}\n`);
  return [
    method,
    canonicalPath(url.pathname),
    canonicalQuery(url.search),
    lines.join(''),
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

function canonicalPath(pathname: string): string {
  return pathname.split('/').map(reencode).join('/');
}

function canonicalQuery(search: string): string {
  const pairs = search.slice(1).split('&').filter(Boolean).map(toPair);
  return pairs
    .filter(([name]) => name !== 'X-Amz-Signature')
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function toPair(parameter: string): [string, string] {
  const [name = '', ...value] = parameter.split('=');
  return [reencode(name), reencode(value.join('='))];
}

/** RFC 3986: everything but letters, digits and `-._~` as upper-case percent escapes. */
function reencode(text: string): string {
  return encodeURIComponent(decode(text)).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A stray `%` is no escape: it is taken literally, and the signature then does not match. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
