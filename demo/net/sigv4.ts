import { createHash, createHmac } from 'node:crypto';
import { canonicalRequest } from './sigv4-canonical.ts';
import { parseSignatureClaim, type SignatureClaim } from './sigv4-parse.ts';

/** Documented limit: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (RequestTimeTooSkewed). */
export const MAX_SKEW_MS = 15 * 60_000;

/** The service that a signature must be made for, and whose keys it knows. */
export interface Verifier {
  service: string;
  region: string;
  secretOf(accessKeyId: string): string | undefined;
  now(): number;
}

export interface VerifiedRequest {
  method: string;
  url: URL;
  headers: Headers;
  /** Hex SHA-256 of the body, or the literal the client signed in its place. */
  payloadHash: string;
}

export type Verdict =
  | { outcome: 'anonymous' }
  | { outcome: 'signed'; accessKeyId: string }
  | { outcome: 'malformed'; carrier: 'header' | 'query'; message: string }
  | { outcome: 'unknown-key'; accessKeyId: string }
  | { outcome: 'skewed'; signedAt: number }
  | { outcome: 'not-yet-valid'; signedAt: number }
  | { outcome: 'expired'; expiresSeconds: number; expiresAt: number }
  | { outcome: 'headers-not-signed'; names: string[] }
  | { outcome: 'mismatch'; accessKeyId: string; signature: string; stringToSign: string; canonicalRequest: string };

/**
 * Verifies a request's AWS Signature Version 4, in the header or in the query of a presigned URL, as the service does:
 * key, then time, then the signature computed anew. An unsigned request is `anonymous`.
 */
export function verifySignature(request: VerifiedRequest, verifier: Verifier): Verdict {
  const claim = parseSignatureClaim(request.url, request.headers);
  if (!claim) return { outcome: 'anonymous' };
  if ('malformed' in claim) return { outcome: 'malformed', carrier: claim.carrier, message: claim.malformed };
  const secret = verifier.secretOf(claim.accessKeyId);
  if (secret === undefined) return { outcome: 'unknown-key', accessKeyId: claim.accessKeyId };
  return (
    checkScope(claim, verifier) ??
    checkTime(claim, verifier.now()) ??
    checkCoverage(claim, request.headers) ??
    compareSignature(claim, secret, request)
  );
}

/** Hex SHA-256, as SigV4 uses it for bodies and canonical requests. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function checkScope({ carrier, scope }: SignatureClaim, { service, region }: Verifier): Verdict | undefined {
  if (scope.region !== region) {
    return { outcome: 'malformed', carrier, message: `the region '${scope.region}' is wrong; expecting '${region}'` };
  }
  if (scope.service !== service) {
    return {
      outcome: 'malformed',
      carrier,
      message: `incorrect service "${scope.service}". This endpoint belongs to "${service}"`,
    };
  }
  return undefined;
}

function checkTime({ amzDate, expiresSeconds }: SignatureClaim, now: number): Verdict | undefined {
  const signedAt = parseAmzDate(amzDate);
  if (expiresSeconds === undefined) {
    return Math.abs(now - signedAt) > MAX_SKEW_MS ? { outcome: 'skewed', signedAt } : undefined;
  }
  if (signedAt - now > MAX_SKEW_MS) return { outcome: 'not-yet-valid', signedAt };
  const expiresAt = signedAt + expiresSeconds * 1000;
  return now > expiresAt ? { outcome: 'expired', expiresSeconds, expiresAt } : undefined;
}

/** `host` and every `x-amz-*` header that is sent must be signed (sig-v4-header-based-auth, "CanonicalHeaders"). */
function checkCoverage({ signedHeaders }: SignatureClaim, headers: Headers): Verdict | undefined {
  const required = ['host', ...[...headers.keys()].filter((name) => name.startsWith('x-amz-'))];
  const names = required.filter((name) => !signedHeaders.includes(name));
  return names.length > 0 ? { outcome: 'headers-not-signed', names } : undefined;
}

function compareSignature(claim: SignatureClaim, secret: string, request: VerifiedRequest): Verdict {
  const { accessKeyId, amzDate, scope, signature, signedHeaders } = claim;
  const canonical = canonicalRequest({ ...request, signedHeaders });
  const scopeText = [scope.date, scope.region, scope.service, 'aws4_request'].join('/');
  const stringToSign = ['AWS4-HMAC-SHA256', amzDate, scopeText, sha256Hex(canonical)].join('\n');
  if (hmac(signingKey(secret, claim), stringToSign).toString('hex') === signature) {
    return { outcome: 'signed', accessKeyId };
  }
  return { outcome: 'mismatch', accessKeyId, signature, stringToSign, canonicalRequest: canonical };
}

function signingKey(secret: string, { scope }: SignatureClaim): Buffer {
  const parts = [scope.date, scope.region, scope.service, 'aws4_request'];
  return parts.reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`));
}

function hmac(key: Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

function parseAmzDate(amzDate: string): number {
  return Date.parse(amzDate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
