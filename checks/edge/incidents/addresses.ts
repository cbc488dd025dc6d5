import type { Incident } from '#diagnosis/incident.ts';
import { headOf, watchIt } from '#diagnosis/steps.ts';

export const addressIncidents: readonly Incident[] = [
  {
    id: 'address-dead',
    title: 'A host has an address at which nothing takes connections, beside good ones',
    severity: 'P2',
    affected: 'clients that are given that address: they come in later, older ones not at all',
    symptoms: [
      'the first request takes a moment longer for some',
      'clients that try one address only report that it is down',
    ],
    signs: [{ check: 'edge/tcp', codes: ['address-dead'], outcome: 'degraded' }],
    firstChecks: [
      'Is the address still ours, or left over in the zone?',
      'Is it an IPv6 address that nothing listens on?',
    ],
    steps: [
      {
        text: 'which addresses the name has',
        command: 'dig +short A {host} @1.1.1.1; dig +short AAAA {host} @1.1.1.1',
        expect: 'the dead one is listed -> what stands behind it: Do 2; it is not -> our resolver holds an old answer',
      },
      {
        text: 'is what stands behind it meant to be there?',
        expect:
          'a node of a load balancer -> its zone and security group; nothing of ours -> take the record out of the zone',
      },
      {
        text: 'still there; take the address out of the zone until it is mended',
        expect: 'edge/tcp green within the TTL of the record; still degraded -> another name server answers with it',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'A load balancer takes a dead node out of its name within minutes; a record written by hand stays.',
    rollback: { scope: 'none', why: 'no release can undo it' },
  },
  {
    id: 'address-bad',
    title: 'One address of a host does not serve it as the others do',
    severity: 'P1',
    affected: 'those whose client is led to that address, every time until it asks for the name again',
    symptoms: ['some cannot use it at all while others see nothing', 'it comes and goes with the network one is in'],
    signs: [
      { check: 'edge/tls', codes: ['address-distrusted'], outcome: 'any' },
      { check: 'edge/addresses', codes: ['address-fails'], outcome: 'any' },
    ],
    firstChecks: [
      'What stands behind that address, and when was it last changed?',
      'Was it left out of the last deploy?',
    ],
    steps: [
      {
        text: 'its certificate; put the address where <address> stands',
        command: 'openssl s_client -connect <address>:{port} -servername {host} </dev/null',
        expect:
          'another certificate than at the others -> give it theirs; the same, and the answers are errors -> what stands behind it: Do 2',
      },
      {
        text: 'take the address out of the zone, or the node out of its load balancer',
        expect: 'green within the TTL -> mend the node at leisure; still red -> another one is bad as well',
      },
      {
        text: 'cannot be taken out; restart or deploy anew what stands behind it',
        expect: 'it serves as the others do -> over; it does not -> compare its settings with those of a good one',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Only where something looks at the health of each address and takes it out.',
    rollback: { scope: 'none', why: 'the others serve the same release' },
  },
  {
    id: 'address-other-release',
    title: 'One name serves two releases, by the address that a client is given',
    severity: 'P1',
    affected: 'those whose client is led to the address that was left behind: they have the other release, each time',
    symptoms: ['the deploy is done, and some do not see it', 'a fault that some reports say is mended'],
    signs: ['frontend/release', 'api/version'].map((check) => ({
      check,
      codes: ['release-by-address'],
      outcome: 'any' as const,
    })),
    firstChecks: ['Which of the two should run?', 'Did the last deploy reach every node behind that name?'],
    steps: [
      {
        ...headOf('{url} --connect-to ::<address>:', 'what an address serves: put each where <address> stands'),
        expect:
          'last-modified and age differ -> Do 2 for the one of the release that should not run; alike now -> a rollout was under way',
      },
      {
        text: 'finish the deploy for what stands behind that address; a cache in front of it: clear that',
        expect: 'every address names the one release within 5 min -> done; it does not -> Do 3',
      },
      {
        text: 'take the address out of the zone, or the node out of its load balancer, until it has the release',
        expect: 'green within the TTL of the record -> mend the node at leisure; red -> another one is behind as well',
      },
      {
        ...watchIt,
        expect: 'OK -> it is over; the same -> call whoever deploys: a node that deploys do not know',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Where a rollout is still under way, with its end.',
    rollback: { scope: 'none', why: 'both releases run already: finish the deploy, or finish undoing it' },
  },
];
