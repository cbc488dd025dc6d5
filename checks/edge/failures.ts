import { statusLine } from '#fixtures/outcome/common-failures.ts';
import type { FactsWith } from '#record/facts.ts';
import { defineFailures } from '#record/failure-code.ts';

type Reason = FactsWith<'host' | 'detail'>;

/** How claims about the way to a host fail. */
export const edgeFailures = defineFailures({
  /** The name server has answered: there is no such name, or no address under it. */
  'name-not-found': { class: 'dns', message: unresolved },
  /** No name server has answered, or none would say. */
  'resolver-failed': { class: 'dns', message: unresolved },
  'connection-refused': { class: 'tcp', message: said },
  /** Nothing answers at the address: no route, or the packets are dropped. */
  'host-unreachable': { class: 'tcp', message: said },
  /** Connected, and then no TLS came about: no certificate was judged. */
  'handshake-failed': { class: 'tls', message: said },
  'certificate-expired': {
    class: 'tls',
    message: ({ host, expiresAt }: FactsWith<'host' | 'expiresAt'>) => `the certificate of ${host} ended ${expiresAt}`,
  },
  'certificate-wrong-host': {
    class: 'tls',
    message: ({ host, got }: FactsWith<'host' | 'got'>) =>
      `the certificate of ${host} is for ${[got].flat().join(', ') || 'no host: it has no alternative name'}`,
  },
  /** Its issuer is not known, its chain is broken, or it is not valid yet: the error code says which. */
  'certificate-untrusted': {
    class: 'tls',
    message: ({ host, errorCode }: FactsWith<'host' | 'errorCode'>) =>
      `the certificate of ${host} is not to be trusted: ${errorCode}`,
  },
  'certificate-expiring': {
    class: 'tls',
    message: ({ host, days, expected }: FactsWith<'host' | 'days' | 'expected'>) =>
      `the certificate of ${host} ends in ${days} days, wanted ${expected}`,
  },
  'not-redirected': { class: 'http-error', message: statusLine },
  'redirected-elsewhere': {
    class: 'http-error',
    message: ({ url, got, expected }: FactsWith<'url' | 'got' | 'expected'>) =>
      `${url} leads to ${got}, expected ${expected}`,
  },
  'runner-offline': {
    class: 'harness',
    message: ({ host }: FactsWith<'host'>) => `none of ${host} can be reached from here: it is us`,
  },
});

function unresolved({ host, errorCode }: FactsWith<'host' | 'errorCode'>): string {
  return `${host} does not resolve (${errorCode})`;
}

function said({ host, detail }: Reason): string {
  return `${host}: ${detail}`;
}
