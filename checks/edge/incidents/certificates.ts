import type { Incident, Step } from '#diagnosis/incident.ts';
import { affectedByRole } from './affected-by-role.ts';

const notTheRelease = { scope: 'none', why: 'no release can undo it' } as const;

const listed =
  "--query 'CertificateSummaryList[].[DomainName,Status,Type,NotAfter,InUse,CertificateArn]' --output text";
// Without the key types, ACM leaves every certificate out that is not RSA 2048.
const everyKey = '--includes keyTypes=RSA_2048,RSA_3072,RSA_4096,EC_prime256v1,EC_secp384r1';

/** CloudFront takes its certificates from us-east-1, a load balancer from its own region. */
const certificates = (text: string, expect: string): Step => ({
  text,
  command: `aws acm list-certificates --region us-east-1 ${everyKey} ${listed}; aws acm list-certificates --region {region} ${everyKey} ${listed}`,
  expect,
  elsewhere: renewal,
});

const attach: Step = {
  text: 'attach it to the listener (CloudFront: ViewerCertificate of the distribution)',
  command:
    'aws elbv2 modify-listener --region {region} --listener-arn <listener-arn> --certificates CertificateArn=<certificate-arn>',
  expect: 'edge/tls green at once (CloudFront: within 5 min); still the old one -> something else answers on that port',
  elsewhere: { text: 'renew it where that is done (certbot, the hoster), and reload what serves that name' },
};

const request: Step = {
  text: 'a new one (us-east-1 for CloudFront)',
  command: 'aws acm request-certificate --region {region} --domain-name {host} --validation-method DNS',
  expect: 'its CNAME in the zone -> ISSUED within minutes -> attach it; still PENDING_VALIDATION -> the CNAME is wrong',
};

const shown: Step = {
  text: 'the chain as it is sent',
  command: 'openssl s_client -connect {host}:{port} -servername {host} -showcerts </dev/null',
  expect:
    'depth 0 alone -> the intermediate is missing; self-signed -> a default certificate answers; notBefore ahead -> too early, or our clock',
};

/** What a renewal is where a client such as certbot, or a hoster, takes care of it. */
const renewal = {
  text: 'who issued what is served, and until when',
  command:
    'openssl s_client -connect {host}:{port} -servername {host} </dev/null 2>/dev/null | openssl x509 -noout -issuer -dates -ext subjectAltName',
  expect: 'the old one -> was a new one issued? Its client or the hoster says so: Do 2; a new one -> look again',
};

export const certificateIncidents: readonly Incident[] = [
  {
    id: 'tls-expired',
    title: 'A certificate has expired',
    severity: 'P0',
    affected: 'everyone who needs that host',
    byRole: affectedByRole,
    symptoms: [
      'browsers show a privacy warning that HSTS does not let anyone click away',
      'Stripe cannot deliver webhooks',
    ],
    signs: [{ check: 'edge/tls', codes: ['certificate-expired'] }],
    firstChecks: [
      'Which certificate is served: the old one, or none that was renewed?',
      'Is its DNS validation record still there?',
    ],
    steps: [
      certificates(
        'is a valid one for the name there?',
        'ISSUED and not in use -> Do 2; EXPIRED or PENDING_VALIDATION -> Do 3; IMPORTED -> import the new one over it',
      ),
      attach,
      request,
      {
        text: 'validation still pending; look at the record that the issuer asks for',
        expect: 'it is in the zone -> wait for its TTL; it is not -> put it back',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Only where it is renewed by itself: as long as its validation works, and it is in use.',
    rollback: notTheRelease,
  },
  {
    id: 'tls-expiring',
    title: 'A certificate expires soon',
    severity: 'P2',
    affected: 'nobody yet; everyone who needs that host on the day it expires',
    symptoms: ['nothing to be seen before the day'],
    signs: [{ check: 'edge/tls', codes: ['certificate-expiring'], outcome: 'degraded' }],
    firstChecks: ['Why was it not renewed by itself? That begins weeks before it expires'],
    steps: [
      certificates(
        'was it renewed, and is it one that ACM renews?',
        'a later one, not in use -> Do 2; IMPORTED -> import the new one over it; neither -> Do 3',
      ),
      attach,
      {
        text: 'which validation record ACM waits for (us-east-1 for CloudFront)',
        command:
          "aws acm describe-certificate --region {region} --certificate-arn <certificate-arn> --query 'Certificate.[RenewalSummary.RenewalStatus,DomainValidationOptions[].ResourceRecord]'",
        expect: 'PENDING_VALIDATION -> put that CNAME back into the zone; SUCCESS -> attach the renewed one',
      },
      {
        text: 'not renewed; take it up again before the last three days',
        expect: 'more days left -> over; the same date -> request a new one',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'Where it is renewed by itself: once its validation works again.',
    rollback: notTheRelease,
  },
  {
    id: 'tls-wrong-host',
    title: 'The certificate was issued for another name',
    severity: 'P0',
    affected: 'everyone who needs that host',
    byRole: affectedByRole,
    symptoms: ['browsers show a name mismatch', 'other hosts on the same distribution may be fine'],
    signs: [{ check: 'edge/tls', codes: ['certificate-wrong-host'] }],
    firstChecks: [
      'Is the name among the alternate names of the distribution or listener?',
      'Does the DNS name lead to the right one?',
    ],
    steps: [
      certificates(
        'is there one for the name?',
        'ISSUED for it -> Do 2; none -> Do 3; the one that is served is right elsewhere -> Do 4',
      ),
      attach,
      request,
      {
        text: 'where the name leads',
        command: 'dig +short {host}',
        expect: 'not our distribution or load balancer -> undo the last change of DNS; ours -> its alternate names',
      },
      {
        text: 'attached, still wrong; a CloudFront change takes minutes to reach every place',
        expect: 'everywhere and still wrong -> another distribution has the name',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: notTheRelease,
  },
  {
    id: 'tls-untrusted',
    title: 'A certificate is not trusted',
    severity: 'P0',
    affected: 'those whose client cannot complete the chain; with a self-signed one everyone',
    byRole: { images: { severity: 'P1' } },
    symptoms: ['some clients connect and others do not: browsers fetch a missing intermediate, others cannot'],
    signs: [{ check: 'edge/tls', codes: ['certificate-untrusted', 'issuer-missing', 'issuer-expired'] }],
    firstChecks: ['Was a certificate imported by hand, and its chain with it?', 'Is a proxy in between?'],
    steps: [
      shown,
      {
        text: 'import it again, with its chain',
        elsewhere: { text: 'put it in place again with its chain (fullchain), and reload what serves that name' },
        command:
          'aws acm import-certificate --region {region} --certificate-arn <certificate-arn> --certificate fileb://<leaf-file> --private-key fileb://<key-file> --certificate-chain fileb://<chain-file>',
        expect: 'edge/tls green within minutes; still untrusted -> the chain file lacks the issuer that Do 1 names',
      },
      {
        text: 'still untrusted; attach one that was issued anew',
        expect: 'green -> look for who imported the other; red -> something else answers on that port',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Not by itself, except for one that is not valid yet.',
    rollback: notTheRelease,
  },
];
