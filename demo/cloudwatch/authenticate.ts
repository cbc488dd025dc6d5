import { type Verdict, type VerifiedRequest, type Verifier, verifySignature } from '../net/sigv4.ts';
import { parseSignatureClaim } from '../net/sigv4-parse.ts';
import { CloudWatchError } from './cloudwatch-error.ts';

/**
 * Demands a signature for the service `monitoring`, and verifies it where keys are known. Errors:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CommonErrors.html
 */
export function authenticate(request: VerifiedRequest, verifier: Verifier | undefined): void {
  const verdict = verifier ? verifySignature(request, verifier) : inspect(request);
  switch (verdict.outcome) {
    case 'signed':
      return;
    case 'anonymous':
      throw new CloudWatchError('MissingAuthenticationToken', 'Missing Authentication Token');
    case 'malformed':
      throw new CloudWatchError('IncompleteSignature', `The request signature is incomplete: ${verdict.message}.`);
    case 'headers-not-signed':
      throw new CloudWatchError('IncompleteSignature', `Headers are not signed: ${verdict.names.join(', ')}.`);
    case 'unknown-key':
      throw new CloudWatchError('InvalidClientTokenId', 'The security token included in the request is invalid.');
    case 'skewed':
    case 'not-yet-valid':
    case 'expired':
      throw new CloudWatchError('RequestExpired', 'The request was signed more than 15 minutes from the server time.');
    case 'mismatch':
      throw new CloudWatchError(
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided.',
      );
  }
}

/** Without known keys: whether the request is signed at all, and for this service. */
function inspect({ url, headers }: VerifiedRequest): Verdict {
  const claim = parseSignatureClaim(url, headers);
  if (!claim) return { outcome: 'anonymous' };
  if ('malformed' in claim) return { outcome: 'malformed', carrier: claim.carrier, message: claim.malformed };
  if (claim.scope.service === 'monitoring') return { outcome: 'signed', accessKeyId: claim.accessKeyId };
  return { outcome: 'malformed', carrier: claim.carrier, message: 'the credential is for another service' };
}
