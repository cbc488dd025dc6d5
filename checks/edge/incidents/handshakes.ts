import type { Incident, Step } from '#diagnosis/incident.ts';
import { layers } from '#record/vocabulary.ts';
import { affectedByRole } from './affected-by-role.ts';

const everybody = { severity: 'P0', affected: 'everyone who needs that host', byRole: affectedByRole } as const;
const notTheRelease = { scope: 'none', why: 'TLS ends before the app: it is a setting of whatever ends it' } as const;

/** A handshake by hand: with the versions of today, what is agreed on, and what the host says where nothing is. */
const handshake = (text: string, options: string, expect: string): Step => ({
  text,
  command: `openssl s_client -connect {host}:{port} -servername {host} ${options}</dev/null 2>&1 | head -30`,
  expect,
});

const undo = (what: string): Step => ({
  text: `Take the newest change of ${what} back where TLS ends (load balancer, CDN, nginx, ingress)`,
  expect: 'edge/tls green within 5 min -> over; still red, or nothing was changed -> the next step',
});

const callOwner: Step = {
  text: 'call whoever runs what ends TLS there, with the evidence below',
  expect: 'they know of a change -> undo it; they do not -> does the name lead to the right machine?',
  afterMinutes: 15,
};

/** Connections that stand and never come to a certificate that could be judged, by what the host says. */
export const handshakeIncidents: readonly Incident[] = [
  {
    id: 'tls-none',
    title: 'What answers at a host for HTTPS speaks no TLS',
    ...everybody,
    symptoms: ['ERR_SSL_PROTOCOL_ERROR in browsers', 'curl: (35) wrong version number'],
    signs: [{ check: 'edge/tls', codes: ['no-tls'] }],
    firstChecks: [
      'Was `ssl` or the certificate lost in a listener?',
      'Does the name lead to a port of the app itself?',
    ],
    steps: [
      {
        text: 'does plain HTTP answer on that port?',
        command: 'curl -sS -m 10 -o /dev/null -D - http://{host}:{port}/',
        expect:
          'an answer of the app -> its TLS was switched off: Do 2; curl: (1) or (52) -> another service has the port: Do 3',
      },
      undo('a listener, a certificate or a port'),
      {
        text: 'where the name leads',
        command: 'dig +short {host}; nc -vz -w 5 {host} {port}',
        expect: 'not ours -> undo the last change of DNS; ours -> what listens there, and who started it',
      },
      callOwner,
    ],
    selfHealing: 'Not by itself.',
    rollback: notTheRelease,
  },
  {
    id: 'tls-too-old',
    title: 'A host speaks only versions of TLS that browsers have given up',
    ...everybody,
    symptoms: ['ERR_SSL_VERSION_OR_CIPHER_MISMATCH in browsers', 'only very old clients still connect'],
    signs: [{ check: 'edge/tls', codes: ['tls-too-old'] }],
    firstChecks: ['Was a security policy or a list of versions changed?', 'Did traffic move to an old machine?'],
    steps: [
      handshake(
        'does it speak TLS 1.2?',
        '-tls1_2 ',
        '"Cipher is" with a name -> it has passed; "alert protocol version" or "unsupported protocol" -> Do 2',
      ),
      undo('its versions of TLS or its security policy'),
      {
        text: 'allow TLS 1.2 and 1.3 there (nginx: ssl_protocols TLSv1.2 TLSv1.3; a load balancer: a newer security policy)',
        expect: 'edge/tls green at once -> over; still red -> another machine answers for the name: where it leads',
      },
      callOwner,
    ],
    selfHealing: 'Not by itself.',
    rollback: notTheRelease,
  },
  {
    id: 'tls-client-certificate',
    title: 'A host wants a certificate of whoever connects',
    ...everybody,
    affected: 'everyone without such a certificate: all browsers, where it was not meant',
    byRole: { images: { severity: 'P1' } },
    symptoms: ['ERR_BAD_SSL_CLIENT_AUTH_CERT in browsers, or a dialog that asks for a certificate'],
    signs: [
      { check: 'edge/tls', codes: ['client-certificate-wanted'] },
      ...layers.map((layer) => ({
        check: `${layer}/*`,
        codes: ['tls-failed'],
        facts: { problem: ['client-certificate'] },
      })),
    ],
    firstChecks: ['Is it meant, for partners or between services? Then watch the host that users come to'],
    steps: [
      handshake(
        'does it ask for one?',
        '',
        '"Acceptable client certificate CA names" or "alert certificate required" -> Do 2; neither -> a cipher or the name: Do 3',
      ),
      undo('the check of client certificates (nginx: ssl_verify_client; elsewhere: mutual TLS)'),
      {
        text: 'it is meant: name the host that users come to in the target, and not this one',
        expect: 'green -> over; users come to this very host -> it is an outage: call the owner',
      },
      callOwner,
    ],
    selfHealing: 'Not by itself.',
    rollback: notTheRelease,
  },
  {
    id: 'tls-name-unknown',
    title: 'What a name leads to does not serve that name',
    ...everybody,
    symptoms: ['ERR_SSL_UNRECOGNIZED_NAME_ALERT in browsers', 'other names on the same machine are fine'],
    signs: [{ check: 'edge/tls', codes: ['name-not-served'] }],
    firstChecks: [
      'Was the domain taken out of the CDN, hoster or virtual host?',
      'Does the name lead to the right one?',
    ],
    steps: [
      {
        text: 'where the name leads',
        command: 'dig +short {host}',
        expect: 'not our CDN or machine -> undo the last change of DNS; ours -> the name is missing there: Do 2',
      },
      {
        text: 'add the name again where it was served (custom domain, alternate name, server_name), with its certificate',
        expect:
          'edge/tls green within minutes -> over; "already in use" -> another account has taken the domain: its owner',
      },
      undo('names and certificates'),
      callOwner,
    ],
    selfHealing: 'Where the certificate of a new domain is still being issued: within an hour.',
    rollback: notTheRelease,
  },
  {
    id: 'tls-refused',
    title: 'A host refuses every TLS handshake',
    ...everybody,
    symptoms: ['ERR_SSL_VERSION_OR_CIPHER_MISMATCH in browsers', 'curl: (35) alert handshake failure'],
    signs: [{ check: 'edge/tls', codes: ['handshake-refused'] }],
    firstChecks: ['Has it a certificate for this name?', 'Was the list of ciphers, or the kind of key, changed?'],
    steps: [
      handshake(
        'without the name: is there a certificate at all?',
        '-noservername ',
        'a certificate -> it has none for this name: Do 2; the same alert -> its ciphers or its key: Do 3',
      ),
      {
        text: 'add the name and its certificate again where TLS ends (custom domain, virtual host, listener)',
        expect: 'edge/tls green within minutes -> over; still refused -> Do 3',
      },
      undo('ciphers, keys and certificates'),
      callOwner,
    ],
    selfHealing: 'Where the certificate of a new domain is still being issued: within an hour.',
    rollback: notTheRelease,
  },
  {
    id: 'tls-closed',
    title: 'A host takes connections and ends them in the TLS handshake',
    ...everybody,
    symptoms: ['ERR_CONNECTION_CLOSED or ERR_CONNECTION_RESET in browsers'],
    // A firewall on the way from here does the same.
    signs: [{ check: 'edge/tls', codes: ['handshake-failed'], vague: true }],
    firstChecks: ['Does anything run behind the load balancer?', 'Does another network get through?'],
    steps: [
      handshake(
        'from here, and then from another network',
        '',
        'a certificate from elsewhere -> a firewall on the way from here; closed everywhere -> Do 2',
      ),
      {
        text: 'does what ends TLS run, and has it a healthy target behind it?',
        expect: 'no target, or it restarts -> start it, its log says why it ended; all well -> Do 3',
      },
      undo('certificates, names and firewall rules'),
      callOwner,
    ],
    selfHealing: 'Where a process is started again, within minutes.',
    rollback: { scope: 'none', why: 'first find out whether the app ends TLS itself' },
  },
  {
    id: 'tls-weak',
    title: 'A certificate has a key or a signature that is too weak',
    ...everybody,
    symptoms: ['ERR_CERT_WEAK_KEY or ERR_CERT_WEAK_SIGNATURE_ALGORITHM in browsers', 'some clients still connect'],
    signs: [{ check: 'edge/tls', codes: ['certificate-weak'] }],
    firstChecks: ['Was it issued by an old authority of your own, or made by hand?'],
    steps: [
      {
        text: 'the size of its key, and what it was signed with',
        command:
          "openssl s_client -connect {host}:{port} -servername {host} -showcerts </dev/null 2>/dev/null | openssl x509 -noout -text | grep -E 'Public-Key|Signature Algorithm|Issuer:'",
        expect: 'below 2048 bit (RSA), or sha1 -> Do 2; neither -> it is that of an issuer: Do 2 with a new chain',
      },
      {
        text: 'have it issued anew (RSA 2048 or EC P-256, SHA-256), put it in place with its chain, and reload',
        expect: 'edge/tls green at once -> over; still weak -> another certificate is served: by what?',
      },
      callOwner,
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'no release can undo it' },
  },
];
