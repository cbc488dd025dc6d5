/** What a request says about its own signature, from the `Authorization` header or a presigned URL's query. */
export interface SignatureClaim {
  carrier: 'header' | 'query';
  accessKeyId: string;
  /** `yyyymmdd/region/service/aws4_request`, split. */
  scope: { date: string; region: string; service: string };
  /** ISO 8601 basic, `yyyymmddThhmmssZ`, as it was signed. */
  amzDate: string;
  signedHeaders: string[];
  signature: string;
  /** Presigned URLs only: seconds after `amzDate` for which the URL holds. */
  expiresSeconds?: number;
}

/** A signature that cannot even be read; `message` is for the caller to pass on in its service's own words. */
interface MalformedClaim {
  carrier: 'header' | 'query';
  malformed: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const WEEK_SECONDS = 604_800;

/**
 * Reads the claim of a request; undefined when it carries none. Header form:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html, query form:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function parseSignatureClaim(url: URL, headers: Headers): SignatureClaim | MalformedClaim | undefined {
  const authorization = headers.get('authorization');
  if (authorization !== null) return parseHeader(authorization, headers.get('x-amz-date'));
  if (url.searchParams.has('X-Amz-Algorithm') || url.searchParams.has('X-Amz-Signature')) return parseQuery(url);
  return undefined;
}

function parseHeader(authorization: string, amzDate: string | null): SignatureClaim | MalformedClaim {
  const [algorithm, ...rest] = authorization.split(' ');
  if (algorithm !== ALGORITHM) return malformed('header', `the algorithm is not ${ALGORITHM}`);
  const fields = new Map(rest.join('').split(',').map(splitField));
  const part = {
    credential: fields.get('Credential'),
    headers: fields.get('SignedHeaders'),
    signature: fields.get('Signature'),
  };
  return assemble('header', part, amzDate);
}

function parseQuery(url: URL): SignatureClaim | MalformedClaim {
  const read = (name: string) => url.searchParams.get(name) ?? undefined;
  if (read('X-Amz-Algorithm') !== ALGORITHM) return malformed('query', `X-Amz-Algorithm only supports "${ALGORITHM}"`);
  const part = {
    credential: read('X-Amz-Credential'),
    headers: read('X-Amz-SignedHeaders'),
    signature: read('X-Amz-Signature'),
  };
  const claim = assemble('query', part, url.searchParams.get('X-Amz-Date'));
  if ('malformed' in claim) return claim;
  const expires = read('X-Amz-Expires') ?? '';
  if (!/^\d+$/.test(expires)) return malformed('query', 'X-Amz-Expires should be a non-negative number');
  if (Number(expires) > WEEK_SECONDS)
    return malformed('query', `X-Amz-Expires must be less than ${WEEK_SECONDS} seconds`);
  return { ...claim, expiresSeconds: Number(expires) };
}

interface ClaimParts {
  credential: string | undefined;
  headers: string | undefined;
  signature: string | undefined;
}

function assemble(
  carrier: 'header' | 'query',
  { credential, headers, signature }: ClaimParts,
  amzDate: string | null,
): SignatureClaim | MalformedClaim {
  const [, accessKeyId, date, region, service] =
    /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/.exec(credential ?? '') ?? [];
  if (!accessKeyId || !date || !region || !service) {
    return malformed(carrier, 'the Credential must be "<key id>/yyyymmdd/<region>/<service>/aws4_request"');
  }
  if (!headers) return malformed(carrier, 'the SignedHeaders are missing');
  if (!signature) return malformed(carrier, 'the Signature is missing');
  if (!amzDate || !/^\d{8}T\d{6}Z$/.test(amzDate)) return malformed(carrier, 'X-Amz-Date must be "yyyymmddThhmmssZ"');
  if (!amzDate.startsWith(date)) return malformed(carrier, 'the Credential is for another day than X-Amz-Date');
  return {
    carrier,
    accessKeyId,
    scope: { date, region, service },
    amzDate,
    signedHeaders: headers.split(';'),
    signature,
  };
}

function splitField(field: string): [string, string] {
  const at = field.indexOf('=');
  return [field.slice(0, at), field.slice(at + 1)];
}

function malformed(carrier: 'header' | 'query', message: string): MalformedClaim {
  return { carrier, malformed: message };
}
