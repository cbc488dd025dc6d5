import type { Incident, RollbackRule, Step } from '#diagnosis/incident.ts';
import { rollbackSteps } from '#diagnosis/steps.ts';
import { affectedByRole } from './affected-by-role.ts';

type Steps = Incident['steps'];

const stillRefused: Step = {
  text: 'it runs and listens there, still refused; call whoever runs the machine',
  expect: 'it answers on the machine itself -> the way to it; it does not -> the process',
  afterMinutes: 15,
};

const whereItLeads: Step = {
  text: 'where the name leads, from here',
  command: 'dig +short {host}; nc -vz -w 5 {host} {port}',
  expect: 'not that machine -> undo the last change of DNS; that machine -> a firewall on it that refuses',
};

/** @param ownError where an end with an error of its own leads. */
const doesItRun = (ownError: string): Step => ({
  text: 'on the machine behind {host}: does the process run, and what did it write last?',
  expect: `ended with an error of its own -> ${ownError}; ended by the system (memory, disk) -> start it again, then what it lacked; runs -> its port or address was changed: put it back`,
});

const goingBack = (scope: Exclude<RollbackRule['scope'], 'none'>): Pick<Incident, 'steps' | 'rollback'> => ({
  steps: [
    doesItRun('Do 2'),
    {
      ...rollbackSteps[scope],
      text: 'the release before, where one came since it last held',
      expect: 'a connection within 3 min -> stay there; still refused, or no release -> Do 3',
    },
    whereItLeads,
    stillRefused,
  ],
  rollback: { scope, why: 'a release that does not start leaves nothing that listens' },
});

/** What keeps files runs no release of the product. */
const ofFiles: { steps: Steps; rollback: RollbackRule } = {
  steps: [doesItRun('what it lacks: a disk, a right, a setting'), whereItLeads, stillRefused],
  rollback: { scope: 'none', why: 'the files of every release lie behind that host' },
};

/** Nothing is known to stand before the app: what refuses may be the machine on which it should run. */
export const notListeningIncidents: readonly Incident[] = [
  {
    id: 'not-listening',
    title: 'Nothing listens at a host: its process has ended, or listens elsewhere',
    severity: 'P0',
    affected: 'everyone who needs that host',
    byRole: {
      app: { ...affectedByRole.app, ...goingBack('frontend') },
      api: affectedByRole.api,
      files: { ...affectedByRole.files, ...ofFiles },
      images: { ...affectedByRole.images, ...ofFiles },
    },
    symptoms: ['browsers say that the site refused to connect', 'a gateway before it answers 502'],
    signs: [{ check: 'edge/tcp', codes: ['not-listening'] }],
    firstChecks: [
      'Has the process ended, and what did it say last?',
      'Was a port, an address or a firewall rule changed?',
    ],
    ...goingBack('api'),
    selfHealing: 'Where something starts it again; one that ends at its start stays away.',
  },
];
