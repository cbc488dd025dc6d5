import type { Certificate } from '#fixtures/http/certificate.ts';
import type { ConnectionFacts } from '#fixtures/http/connect.ts';
import { type HandshakeProblem, handshakeWords } from '#fixtures/http/handshake-problem.ts';
import type { Facts } from '#record/facts.ts';
import type { FailureCode } from '#record/failure-code.ts';
import { edgeFailures } from './failures.ts';

/** A connection that did not come about, as it was seen. */
export interface BrokenConnection {
  /** `name:port`, as errors call it. */
  host: string;
  hostname: string;
  /** How far it got, and the certificate, if the host showed one. */
  reached: ConnectionFacts;
  /** As the system names it: `ECONNREFUSED`. */
  errorCode: string;
  /** The error in words. */
  detail: string;
  /** What the error of a handshake means, where it says that. */
  handshake?: HandshakeProblem | undefined;
  /** A distribution, a load balancer or a hoster stands before the app, as far as the target says. */
  isFronted: boolean;
}

interface ConnectionFailure {
  code: FailureCode;
  facts: Facts;
}

/** How a connection failed: by the phase under way, then by what the system or the certificate says. Pure. */
export function connectionFailure(seen: BrokenConnection, now: Date): ConnectionFailure {
  const { host, hostname, reached, errorCode, detail, handshake, isFronted } = seen;
  if (reached.phase === 'dns') return nameFailure(hostname, errorCode);
  if (reached.certificate?.problem) return certificateFailure(hostname, reached.certificate, now);
  const facts = { host, errorCode, detail };
  if (reached.phase === 'tls' && handshake)
    return { code: ofHandshake[handshake], facts: { ...facts, detail: handshakeWords[handshake] } };
  if (reached.phase === 'tls') return { code: edgeFailures['handshake-failed'], facts };
  if (errorCode !== 'ECONNREFUSED') return { code: edgeFailures['host-unreachable'], facts };
  return { code: edgeFailures[isFronted ? 'connection-refused' : 'not-listening'], facts };
}

const ofHandshake: Readonly<Record<HandshakeProblem, FailureCode>> = {
  'no-tls': edgeFailures['no-tls'],
  'too-old': edgeFailures['tls-too-old'],
  'client-certificate': edgeFailures['client-certificate-wanted'],
  'name-unknown': edgeFailures['name-not-served'],
  refused: edgeFailures['handshake-refused'],
};

/** What a name server says when it knows that there is nothing. */
const nothingThere = ['ENOTFOUND', 'ENODATA', 'ENONAME'];

/** How a name was not resolved: a missing name is the zone's fault, a name server that says nothing may be our own. Pure. */
export function nameFailure(host: string, errorCode: string): ConnectionFailure {
  const code = edgeFailures[nothingThere.includes(errorCode) ? 'name-not-found' : 'resolver-failed'];
  return { code, facts: { host, errorCode } };
}

function certificateFailure(host: string, certificate: Certificate, now: Date): ConnectionFailure {
  const { problem: errorCode = '', validTo, names, issuers, isSelfSigned, issuer } = certificate;
  // The same code stands for an issuer's certificate that has expired: then the host's own is still good.
  if (errorCode === 'CERT_HAS_EXPIRED' && validTo <= now) {
    return { code: edgeFailures['certificate-expired'], facts: { host, errorCode, expiresAt: validTo.toISOString() } };
  }
  const ended = issuers.find((one) => one.validTo <= now);
  if (errorCode === 'CERT_HAS_EXPIRED' && ended) {
    const facts = { host, errorCode, name: ended.name, expiresAt: ended.validTo.toISOString() };
    return { code: edgeFailures['issuer-expired'], facts };
  }
  if (errorCode.startsWith('UNABLE_TO_') && issuers.length === 0 && !isSelfSigned)
    return { code: edgeFailures['issuer-missing'], facts: { host, errorCode, name: issuer } };
  if (errorCode === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return { code: edgeFailures['certificate-wrong-host'], facts: { host, errorCode, expected: host, got: names } };
  }
  if (/_(?:KEY_TOO_SMALL|MD_TOO_WEAK)$/.test(errorCode))
    return { code: edgeFailures['certificate-weak'], facts: { host, errorCode } };
  return { code: edgeFailures['certificate-untrusted'], facts: { host, errorCode } };
}
