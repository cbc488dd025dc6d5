import { MAX_SKEW_MS, type Verdict } from '../net/sigv4.ts';
import { S3Error } from './s3-error.ts';

/** Who asks: a key's id, or undefined for an unsigned request. Throws what S3 answers to a signature it refuses. */
export function authenticate(verdict: Verdict, now: number): string | undefined {
  switch (verdict.outcome) {
    case 'anonymous':
      return undefined;
    case 'signed':
      return verdict.accessKeyId;
    default:
      throw refusal(verdict, now);
  }
}

type RefusedVerdict = Exclude<Verdict, { outcome: 'anonymous' | 'signed' }>;

/** Documents as in https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html and ErrorResponses. */
function refusal(verdict: RefusedVerdict, now: number): S3Error {
  const serverTime = iso(now);
  switch (verdict.outcome) {
    case 'malformed':
      return malformed(verdict);
    case 'unknown-key':
      return new S3Error('InvalidAccessKeyId', { fields: { AWSAccessKeyId: verdict.accessKeyId } });
    case 'skewed':
      return new S3Error('RequestTimeTooSkewed', {
        fields: { RequestTime: iso(verdict.signedAt), ServerTime: serverTime, MaxAllowedSkewMilliseconds: MAX_SKEW_MS },
      });
    case 'not-yet-valid':
      return new S3Error('AccessDenied', {
        message: 'Request is not valid yet',
        fields: { 'X-Amz-Date': iso(verdict.signedAt), ServerTime: serverTime },
      });
    case 'expired':
      return new S3Error('AccessDenied', {
        message: 'Request has expired',
        fields: { 'X-Amz-Expires': verdict.expiresSeconds, Expires: iso(verdict.expiresAt), ServerTime: serverTime },
      });
    case 'headers-not-signed':
      return new S3Error('AccessDenied', {
        message: 'There were headers present in the request which were not signed',
        fields: { HeadersNotSigned: verdict.names.join(', ') },
      });
    case 'mismatch':
      return mismatch(verdict);
  }
}

function malformed({ carrier, message }: Extract<Verdict, { outcome: 'malformed' }>): S3Error {
  if (carrier === 'query') return new S3Error('AuthorizationQueryParametersError', { message });
  return new S3Error('AuthorizationHeaderMalformed', { message: `The authorization header is malformed; ${message}` });
}

function mismatch(verdict: Extract<Verdict, { outcome: 'mismatch' }>): S3Error {
  return new S3Error('SignatureDoesNotMatch', {
    fields: {
      AWSAccessKeyId: verdict.accessKeyId,
      StringToSign: verdict.stringToSign,
      SignatureProvided: verdict.signature,
      StringToSignBytes: hexBytes(verdict.stringToSign),
      CanonicalRequest: verdict.canonicalRequest,
      CanonicalRequestBytes: hexBytes(verdict.canonicalRequest),
    },
  });
}

function iso(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

function hexBytes(text: string): string {
  return [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
