import type { Incident } from '#diagnosis/incident.ts';
import { rollbackSteps } from '#diagnosis/steps.ts';
import { affectedByRole } from './affected-by-role.ts';

/** Nothing is known to stand before the app: what refuses may be the machine on which it should run. */
export const notListeningIncidents: readonly Incident[] = [
  {
    id: 'not-listening',
    title: 'Nothing listens at a host: its process has ended, or listens elsewhere',
    severity: 'P0',
    affected: 'everyone who needs that host',
    byRole: affectedByRole,
    symptoms: ['browsers say that the site refused to connect', 'a gateway before it answers 502'],
    signs: [{ check: 'edge/tcp', codes: ['not-listening'] }],
    firstChecks: [
      'Has the process ended, and what did it say last?',
      'Was a port, an address or a firewall rule changed?',
    ],
    steps: [
      {
        text: 'on the machine behind {host}: does the process run, and what did it write last?',
        expect:
          'ended with an error of its own -> Do 2; ended by the system (memory, disk) -> start it again, then what it lacked; runs -> its port or address was changed: put it back',
      },
      {
        ...rollbackSteps.api,
        text: 'the release before, where one came since it last held',
        expect: 'a connection within 3 min -> stay there; still refused, or no release -> Do 3',
      },
      {
        text: 'where the name leads, from here',
        command: 'dig +short {host}; nc -vz -w 5 {host} {port}',
        expect: 'not that machine -> undo the last change of DNS; that machine -> a firewall on it that refuses',
      },
      {
        text: 'it runs and listens there, still refused; call whoever runs the machine',
        expect: 'it answers on the machine itself -> the way to it; it does not -> the process',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Where something starts it again; one that ends at its start stays away.',
    rollback: { scope: 'api', why: 'a release that does not start leaves nothing that listens' },
  },
];
