import type { Incident } from '#diagnosis/incident.ts';
import { alarmsNow, freshIndex, lookAtRollout, rollbackSteps } from '#diagnosis/steps.ts';

/** Pages that come, and come late. */
export const slowIncidents: readonly Incident[] = [
  {
    id: 'slow-pages',
    title: 'Pages come later than they may',
    severity: 'P2',
    affected: 'everyone: each page is waited for, and some leave',
    symptoms: ['people say that it is slow', 'fewer visits that end in anything'],
    signs: ['pages', 'renders', 'page-data'].map((claim) => ({
      check: `frontend/${claim}`,
      codes: ['too-slow'],
      outcome: 'degraded',
    })),
    firstChecks: ['Every page, or one?', 'The first byte late, or what comes after it?', 'Did traffic grow?'],
    steps: [
      {
        text: 'where the time goes: until connected, the first byte, the whole page',
        command: 'curl -sS -m 30 -o /dev/null -w "%{time_connect} %{time_starttransfer} %{time_total}\\n" {app}/',
        expect: 'first byte late -> what makes the page: Do 2; the rest late -> its size; fast -> it has passed',
      },
      alarmsNow('CPU or memory -> a larger instance; slow queries -> an index for them; neither -> Do 3'),
      { ...lookAtRollout, expect: 'one since it was last fast -> Do 4; none -> load, or what the pages wait for' },
      { ...rollbackSteps.frontend, expect: 'fast within 5 min -> stay there; as slow -> it was not the release' },
      {
        ...freshIndex,
        text: 'clear the cache of the pages',
        keepsWords: true,
        expect: 'fast -> the cache held a bad entry; as slow -> call the owner',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'When load falls. A slow query stays.',
    rollback: { scope: 'frontend', why: 'a release can have made pages heavy; load cannot be rolled back' },
  },
];
