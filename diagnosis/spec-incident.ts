import type { CheckRecord } from '#record/run-record.ts';
import type { Incident } from './incident.ts';
import { lookAgain, watchIt } from './steps.ts';

/** Whether it is a team's own spec that failed, and not what it runs in. */
export const isSpec = ({ failure }: CheckRecord): boolean => failure?.code === 'spec-failed';

/** What a team's own Playwright spec means when it does not pass. Chosen by diagnosis: which claims these are, a target says. */
export const specFailed: Incident = {
  id: 'spec-failed',
  title: 'A test of the team’s own does not pass',
  severity: 'P2',
  affected: 'those who do what the test does',
  symptoms: ['no known incident looks like this: what the test threw is all that is known'],
  signs: [],
  firstChecks: ['Read the line of the test that failed', 'Was the app released since, and the test not?'],
  steps: [
    lookAgain('{check}'),
    {
      text: 'Do by hand in a browser what the test does, up to the line that failed',
      expect: 'it does not work -> the app: Do 3; it works -> the test, its data or its account: its owner mends it',
    },
    {
      text: 'was the app, or something that it rests on, changed just before the first red run?',
      expect: 'changed -> undo it, and look again; not changed -> what is new in the log since then',
    },
    watchIt,
    {
      text: 'call the owner of the test with the evidence below',
      expect: 'they know of a change -> undo it; they do not -> decide by what Do 2 showed',
      afterMinutes: 15,
    },
  ],
  selfHealing: 'Unknown.',
  rollback: { scope: 'none', why: 'first find out: a test does not say by itself what broke' },
};
