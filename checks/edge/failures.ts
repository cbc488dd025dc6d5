import { statusLine } from '#fixtures/outcome/common-failures.ts';
import type { FactsWith } from '#record/facts.ts';
import { defineFailures } from '#record/failure-code.ts';

type OfAddresses = FactsWith<'host' | 'count' | 'total' | 'got' | 'detail'>;
type Reason = FactsWith<'host' | 'detail'>;

/** How claims about the way to a host fail. */
export const edgeFailures = defineFailures({
  /** The name server has answered: there is no such name, or no address under it. */
  'name-not-found': { class: 'dns', message: unresolved },
  /** No name server has answered, or none would say. */
  'resolver-failed': { class: 'dns', message: unresolved },
  /** By what stands before the app, where the target says that it is on AWS or at a hoster. */
  'connection-refused': { class: 'tcp', message: said },
  /** The same where nothing is known to stand before the app. */
  'not-listening': { class: 'tcp', message: said },
  /** Nothing answers at the address: no route, or the packets are dropped. */
  'host-unreachable': { class: 'tcp', message: said },
  /** Connected, and then no TLS came about: no certificate was judged. The host says no more than that it closes. */
  'handshake-failed': { class: 'tls', message: said },
  /** The same, and what came or the host's own alert says why. */
  'no-tls': { class: 'tls', message: inWords },
  'tls-too-old': { class: 'tls', message: inWords },
  'client-certificate-wanted': { class: 'tls', message: inWords },
  'name-not-served': { class: 'tls', message: inWords },
  'handshake-refused': { class: 'tls', message: inWords },
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
  /** The host sends its own certificate alone, and its issuer's is known to nobody here. */
  'issuer-missing': {
    class: 'tls',
    message: ({ host, name, errorCode }: FactsWith<'host' | 'name' | 'errorCode'>) =>
      `${host} sends no intermediate certificate: that of its issuer, ${name}, is missing and not known here (${errorCode})`,
  },
  /** The host's own is still good, and one that it sends along is not. */
  'issuer-expired': {
    class: 'tls',
    message: ({ host, name, expiresAt }: FactsWith<'host' | 'name' | 'expiresAt'>) =>
      `the intermediate certificate of ${name}, which ${host} sends along, ended ${expiresAt}`,
  },
  /** Its key, or what it was signed with; its own, or one that it sends along. */
  'certificate-weak': {
    class: 'tls',
    message: ({ host, errorCode }: FactsWith<'host' | 'errorCode'>) =>
      `the certificate of ${host} is too weak for browsers: ${errorCode}`,
  },
  /** The host's own, or one that it sends along. */
  'certificate-expiring': {
    class: 'tls',
    message: ({ host, name, days, expected }: FactsWith<'host' | 'days' | 'expected'>) =>
      `the certificate of ${name ? `${name}, which ${host} sends along,` : host} ends in ${days} days, wanted ${expected}`,
  },
  /** Others of the same name take connections: clients come to them a little later. */
  'address-dead': {
    class: 'tcp',
    message: (facts: OfAddresses) => `${ofAddresses(facts)} takes no connections: ${facts.detail}`,
  },
  /** Others of the same name show a good certificate: whoever is led to this one is turned away. */
  'address-distrusted': {
    class: 'tls',
    message: (facts: OfAddresses) => `${ofAddresses(facts)} shows no good certificate: ${facts.detail}`,
  },
  /** Others of the same name serve what this one does not. */
  'address-fails': {
    class: 'http-error',
    message: (facts: OfAddresses) => `${ofAddresses(facts)} does not serve what others do: ${facts.detail}`,
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

function ofAddresses({ host, count, total, got }: OfAddresses): string {
  return `${count} of ${total} addresses of ${host} (${[got].flat().join(', ')})`;
}

function unresolved({ host, errorCode }: FactsWith<'host' | 'errorCode'>): string {
  return `${host} does not resolve (${errorCode})`;
}

function inWords({ host, detail, errorCode }: FactsWith<'host' | 'detail' | 'errorCode'>): string {
  return `${host} ${detail} (${errorCode})`;
}

function said({ host, detail }: Reason): string {
  return `${host}: ${detail}`;
}
