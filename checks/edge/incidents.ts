import type { Incident, Step } from '#diagnosis/incident.ts';
import { headOf, lookAgain } from '#diagnosis/steps.ts';

const certificate: Step = {
  text: 'who it is for, until when, from whom',
  command:
    'openssl s_client -connect {host}:{port} -servername {host} </dev/null 2>/dev/null | openssl x509 -noout -subject -dates -issuer -ext subjectAltName',
};

const certificateStatus: Step = {
  text: 'CloudFront takes its certificates from us-east-1, the ALB from {region}',
  command:
    "aws acm list-certificates --region us-east-1 --query 'CertificateSummaryList[].[DomainName,Status,NotAfter]'",
};

const everyone = {
  app: { affected: 'everyone: the site cannot be opened' },
  api: { affected: 'everyone: the pages open, nothing behind them works' },
  images: { severity: 'P1', affected: 'everyone: no photo from that host is shown' },
} as const;

const notTheRelease = { scope: 'none', why: 'no release can undo it' } as const;

export const edgeIncidents: readonly Incident[] = [
  {
    id: 'dns',
    title: 'A name does not resolve',
    severity: 'P0',
    affected: 'everyone who needs that host',
    byRole: everyone,
    symptoms: [
      'browsers say that the server cannot be found',
      'no request reaches a load balancer: its graphs go to 0',
    ],
    signs: [],
    oldSigns: [{ check: 'edge/dns', classes: ['dns'] }],
    firstChecks: [
      'Ask another resolver: is it the record or our resolver?',
      'Was the hosted zone or the domain changed?',
    ],
    steps: [
      { text: 'from outside our network', command: 'dig +short {host} @1.1.1.1; dig +short NS {host} @1.1.1.1' },
      {
        text: 'is the record still in Route 53?',
        command: 'aws route53 list-hosted-zones --region us-east-1 --query "HostedZones[].[Id,Name]"',
      },
      { text: 'Put the record back; check that the domain is paid for and its name servers are ours' },
      { text: 'record is right; resolvers still hold the old answer until its TTL ends', afterMinutes: 30 },
    ],
    selfHealing: 'Caches let go when the TTL of the (negative) answer ends. A missing record does not come back.',
    rollback: notTheRelease,
  },
  {
    id: 'tls-expired',
    title: 'A certificate has ended',
    severity: 'P0',
    affected: 'everyone who needs that host',
    byRole: everyone,
    symptoms: [
      'browsers show a privacy warning that HSTS does not let anyone click away',
      'Stripe cannot deliver webhooks',
    ],
    signs: [],
    oldSigns: [{ check: 'edge/tls', classes: ['tls'], says: /expired|has ended|ended \d|ended on/i }],
    firstChecks: [
      'Which certificate is served: the old one, or none that was renewed?',
      'Is its DNS validation record still there?',
    ],
    steps: [
      certificate,
      certificateStatus,
      { text: 'Renewed already: attach the new one to the distribution or listener. Not renewed: request one by DNS' },
      { text: 'validation still pending; look at the CNAME that ACM asks for', afterMinutes: 30 },
    ],
    selfHealing: 'ACM renews by itself only while the validation record exists and the certificate is in use.',
    rollback: notTheRelease,
  },
  {
    id: 'tls-expiring',
    title: 'A certificate ends soon',
    severity: 'P2',
    affected: 'nobody yet; everyone who needs that host on the day it ends',
    symptoms: ['nothing to be seen before the day'],
    signs: [],
    oldSigns: [
      { check: 'edge/tls', classes: ['tls'], outcome: 'degraded' },
      { check: 'edge/tls', classes: ['tls'], says: /days? left|ends (?:in|soon)|expires (?:in|soon)/i },
    ],
    firstChecks: ['Why was it not renewed by itself? ACM starts 60 days before the end'],
    steps: [
      certificate,
      certificateStatus,
      { text: 'Put the validation record back, or renew by hand, in working hours' },
      { text: 'not renewed; take it up again before the last three days', afterMinutes: 24 * 60 },
    ],
    selfHealing: 'ACM tries again by itself once the validation record is back.',
    rollback: notTheRelease,
  },
  {
    id: 'tls-wrong-host',
    title: 'The certificate was issued for another name',
    severity: 'P0',
    affected: 'everyone who needs that host',
    byRole: everyone,
    symptoms: ['browsers show a name mismatch', 'other hosts on the same distribution may be fine'],
    signs: [],
    oldSigns: [
      {
        check: 'edge/tls',
        classes: ['tls'],
        says: /alt ?name|another name|other name|\bis for\b|not (?:issued |valid )?for|mismatch/i,
      },
    ],
    firstChecks: [
      'Is the name among the alternate names of the distribution or listener?',
      'Does the DNS name lead to the right one?',
    ],
    steps: [
      certificate,
      certificateStatus,
      { text: 'Attach the certificate that holds {host}, or point the name to where it is served' },
      { text: 'attached, still wrong; a CloudFront change takes minutes to reach every place', afterMinutes: 15 },
    ],
    selfHealing: 'Not by itself.',
    rollback: notTheRelease,
  },
  {
    id: 'frontend-refused',
    title: 'A host refuses connections',
    severity: 'P0',
    affected: 'everyone who needs that host',
    byRole: everyone,
    symptoms: ['browsers say that the site refused to connect'],
    signs: [],
    oldSigns: [{ check: 'edge/tcp', classes: ['tcp'] }],
    firstChecks: [
      'Does the name still lead to the distribution or load balancer?',
      'Listener on 443? Security group open?',
    ],
    steps: [
      { text: 'where the name leads, and whether it answers', command: 'dig +short {host}; nc -vz -w 5 {host} {port}' },
      {
        text: 'is the distribution on?',
        command:
          "aws cloudfront get-distribution --region us-east-1 --id {cloudfront-distribution} --query 'Distribution.[Status,DistributionConfig.Enabled]'",
      },
      { text: 'Undo the last change of DNS, listener or security group' },
      { text: 'nothing was changed on our side; open a case with AWS', afterMinutes: 15 },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'the door is shut before any release is reached' },
  },
  {
    id: 'no-https-redirect',
    title: 'Plain HTTP does not lead to HTTPS',
    severity: 'P2',
    affected: 'those who type the name without https; links and bookmarks hold',
    symptoms: ['an old link opens an error page or an unprotected one'],
    signs: [],
    oldSigns: [{ check: 'edge/https-redirect', classes: ['http-error', 'contract', 'tcp', 'timeout'], outcome: 'any' }],
    firstChecks: ['Viewer protocol policy of the distribution, rule of the port-80 listener'],
    steps: [
      headOf('http://{host}/', 'expect 301 and a Location that starts with https://'),
      lookAgain('{check}'),
      { text: 'no change found; give it to the team in working hours', afterMinutes: 60 },
    ],
    selfHealing: 'Not by itself.',
    rollback: notTheRelease,
  },
  {
    id: 'runner-offline',
    title: 'The place Watchpost runs in has no network',
    severity: 'P3',
    affected: 'nobody that we know of: the target was not seen',
    symptoms: ['everything fails at once, addresses that have nothing to do with the target too'],
    signs: [],
    oldSigns: [
      {
        check: 'edge/runner-online',
        classes: ['harness', 'dns', 'tcp', 'tls', 'timeout', 'http-error'],
        outcome: 'any',
      },
    ],
    firstChecks: ['Does the machine reach anything else?', 'Do other locations see the target?'],
    steps: [
      { text: 'anything at all?', command: 'curl -sS -m 5 -o /dev/null -w "%{http_code}\\n" https://one.one.one.one/' },
      { text: 'from another machine', command: 'npm run check -- --target {target}' },
      { text: 'still offline; treat the target as not watched, and say so', afterMinutes: 15 },
    ],
    selfHealing: 'The next run tells by itself.',
    rollback: { scope: 'none', why: 'nothing known against it' },
  },
];
