import type { Incident, Step } from '#diagnosis/incident.ts';
import { affectedByRole } from './affected-by-role.ts';

const notTheRelease = { scope: 'none', why: 'no release can undo it' } as const;
const atTheDoor = { scope: 'none', why: 'the connection ends before any release is reached' } as const;

/** Asks a resolver that is not ours, and who answers for the name. */
const fromOutside = (expect: string): Step => ({
  text: 'from outside our network',
  command: 'dig +short {host} @1.1.1.1; dig +short NS {host} @1.1.1.1',
  expect,
});

const listeners: Step = {
  text: 'on a load balancer: what it listens on',
  command:
    'aws elbv2 describe-listeners --region {region} --load-balancer-arn <load-balancer-arn> --query "Listeners[].[Port,Protocol]"',
  expect:
    'that port is missing -> put the listener back; it is there -> security group and network ACL: undo the last change',
  elsewhere: {
    text: 'on the machine, or at its hoster: does the server run, and is its port open?',
    expect:
      'it does not run, or listens elsewhere -> start it, its log says why; it runs -> undo the last change of the firewall',
  },
};

const distribution: Step = {
  text: 'on CloudFront: is the distribution on?',
  command:
    "aws cloudfront get-distribution --region us-east-1 --id {cloudfront-distribution} --query 'Distribution.[Status,DistributionConfig.Enabled]'",
  expect: 'false -> enable it; true and Deployed -> the name leads elsewhere, or AWS: open a case',
};

export const nameAndPortIncidents: readonly Incident[] = [
  {
    id: 'dns',
    title: 'A name does not resolve',
    severity: 'P0',
    affected: 'everyone who needs that host',
    byRole: affectedByRole,
    symptoms: [
      'browsers say that the server cannot be found',
      'no request reaches a load balancer: its graphs go to 0',
    ],
    signs: [{ check: 'edge/dns', codes: ['name-not-found'] }],
    firstChecks: [
      'Ask another resolver: is it the record or our resolver?',
      'Was the hosted zone or the domain changed?',
    ],
    steps: [
      fromOutside(
        'no address -> the record is gone: Do 2; no NS either -> the delegation: registrar; an address -> only our resolver',
      ),
      {
        text: 'put the record back; aws route53 list-hosted-zones names the zone',
        elsewhere: { text: 'put the record back, where the zone of that name is kept' },
        command:
          'aws route53 change-resource-record-sets --region us-east-1 --hosted-zone-id <zone-id> --change-batch \'{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"{host}","Type":"CNAME","TTL":60,"ResourceRecords":[{"Value":"<distribution-or-balancer>"}]}}]}\'',
        expect:
          'an address from 1.1.1.1 within minutes -> over, other resolvers follow with the TTL; none -> the delegation',
      },
      {
        text: 'record is right; resolvers still hold the old answer until its TTL ends',
        command: 'dig +noall +answer +authority {host}',
        expect: 'an answer -> over; SOA alone -> its last figure is how many seconds "no such name" is kept',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Caches let go when the TTL of the (negative) answer ends. A missing record does not come back.',
    rollback: notTheRelease,
  },
  {
    id: 'dns-unanswered',
    title: 'No name server answers for a name',
    severity: 'P1',
    affected: 'unknown: those whose resolver fares as ours does',
    symptoms: ['names resolve for some and not for others, or only at times'],
    signs: [{ check: 'edge/dns', codes: ['resolver-failed'] }],
    firstChecks: [
      'Does our resolver answer for other names?',
      'Are the name servers of the zone those of the registrar?',
    ],
    steps: [
      fromOutside(
        'an address -> our resolver only: Do 3; nothing but NS -> the zone is broken: Do 2; no NS -> the registrar',
      ),
      {
        text: 'each name server on the way, in turn',
        command: 'dig +trace +nodnssec {host}',
        expect:
          'ends at the registrar -> delegation: put the NS records back; SERVFAIL below it -> DNSSEC: take the DS out',
      },
      {
        text: 'the resolver of the machine that watches',
        command: 'dig {host}',
        expect: 'timed out -> that resolver: ask another (network.nameServer); an answer -> it has passed',
      },
      {
        text: 'still unanswered; ask whoever runs the zone, with the last line of the trace',
        expect: 'they see it too -> theirs; they do not -> the network of the runner',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'A resolver that was overloaded comes back by itself; a broken delegation does not.',
    rollback: notTheRelease,
  },
  {
    id: 'frontend-refused',
    title: 'A host refuses connections',
    severity: 'P0',
    affected: 'everyone who needs that host',
    byRole: affectedByRole,
    symptoms: ['browsers say that the site refused to connect'],
    signs: [{ check: 'edge/tcp', codes: ['connection-refused'] }],
    firstChecks: ['Does the name still lead to the distribution or load balancer?', 'Is anything listening there?'],
    steps: [
      {
        text: 'where the name leads',
        command: 'dig +short {host}',
        expect: 'not our distribution or load balancer -> undo the last change of DNS; ours -> Do 2',
      },
      listeners,
      distribution,
      {
        text: 'nothing was changed on our side; open a case with {hoster}',
        expect: '{hoster-status} names the region -> wait with them; it does not -> the case',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: atTheDoor,
  },
  {
    id: 'host-unreachable',
    title: 'Nothing answers at the address of a host',
    severity: 'P0',
    affected: 'everyone whose way there is ours; from other networks it may answer',
    byRole: { images: { severity: 'P1' } },
    symptoms: ['browsers load for a long time and then give up'],
    signs: [{ check: 'edge/tcp', codes: ['host-unreachable'] }],
    firstChecks: ['Does another network reach it?', 'Was a security group, a network ACL or a route changed?'],
    steps: [
      {
        text: 'the way, hop by hop; then the same from another network',
        command: 'dig +short {host}; nc -vz -w 5 {host} {port}',
        expect:
          'it answers from elsewhere -> the way from here, not the host; nowhere -> Do 2; an old address -> undo the DNS change',
      },
      listeners,
      distribution,
      {
        text: 'nothing was changed on our side; open a case with {hoster}',
        expect: '{hoster-status} names the region -> wait with them; it does not -> the case',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'A disturbance on the way passes by itself; a closed security group does not.',
    rollback: atTheDoor,
  },
  {
    id: 'no-https-redirect',
    title: 'Plain HTTP does not lead to the HTTPS address of the host',
    severity: 'P2',
    affected: 'those who type the name without https; links and bookmarks hold',
    symptoms: ['an old link opens an error page or an unprotected one'],
    signs: [
      { check: 'edge/https-redirect', codes: ['not-redirected'], facts: { status: [200] } },
      { check: 'edge/https-redirect', codes: ['redirected-elsewhere'] },
      { check: 'edge/https-redirect', codes: ['not-redirected', 'connection-failed', 'no-answer'], vague: true },
    ],
    firstChecks: ['Does whatever answers on port 80 still send people to HTTPS?'],
    steps: [
      {
        text: 'does the distribution allow plain HTTP?',
        command:
          "aws cloudfront get-distribution-config --region us-east-1 --id {cloudfront-distribution} --query 'DistributionConfig.[DefaultCacheBehavior.ViewerProtocolPolicy,CacheBehaviors.Items[].ViewerProtocolPolicy]'",
        expect:
          'allow-all -> set redirect-to-https, green within 5 min; redirect-to-https -> another host answers: Do 2',
      },
      {
        text: 'who answers on port 80',
        command: 'curl -sS -m 10 -o /dev/null -D - http://{host}/',
        expect: 'a server of ours -> its rule for port 80; anything else -> it is not ours: where the name leads',
      },
      {
        text: 'no change found; give it to the team in working hours',
        expect: 'green -> over; red -> nobody is cut off: it can wait for the day',
        afterMinutes: 60,
      },
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
    signs: [{ check: 'edge/runner-online', codes: ['runner-offline'], outcome: 'any' }],
    firstChecks: ['Does the machine reach anything else?', 'Do other locations see the target?'],
    steps: [
      {
        text: 'anything at all?',
        command: 'curl -sS -m 5 -o /dev/null -w "%{http_code}\\n" https://one.one.one.one/',
        expect:
          '200 or 301 -> the network is back, or curl went by the proxy of HTTPS_PROXY and Watchpost needs a way of its own: run again; an error -> the network of this machine: Do 2',
      },
      {
        text: 'from another machine',
        command: 'npm run check -- --target {target}',
        expect: 'OK -> only this runner is cut off; red -> it is the target: follow that answer',
      },
      {
        text: 'still offline; treat the target as not watched, and say so',
        expect: 'another location watches -> mend this one by day; none does -> start one elsewhere',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'The next run tells by itself.',
    rollback: { scope: 'none', why: 'nothing known against it' },
  },
];
