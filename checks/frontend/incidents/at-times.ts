import type { Incident } from '#diagnosis/incident.ts';
import { lookAgain } from '#diagnosis/steps.ts';

/** What pages do one time and not the other. */
export const atTimesIncidents: readonly Incident[] = [
  {
    id: 'page-fails-at-times',
    title: 'A page was well one time and not the other',
    severity: 'P2',
    affected: 'some of those who open the page; most, where it goes on: nobody has counted them',
    symptoms: ['users report that a reload helps', 'errors of pages without a pattern'],
    signs: [{ check: 'frontend/renders', codes: ['page-fails-at-times'], outcome: 'degraded' }],
    firstChecks: [
      'What of the page failed? It stands in the evidence',
      'Was a release rolled out in that minute, or are two being served?',
    ],
    steps: [
      {
        ...lookAgain('{check}'),
        expect: 'red -> it stays: what that run says comes first; green -> Do 2',
      },
      {
        text: 'the page of each server, ten times',
        command:
          'for i in $(seq 10); do curl -sS -m 10 -o /dev/null -w "%{http_code} %{size_download}\\n" {url}; done | sort | uniq -c',
        expect:
          'lines that differ -> two releases, or one server apart: take that one out; one line -> the next runs tell',
      },
      {
        text: 'the same twice within a day',
        expect: 'the line of the evidence names a file or a route -> its host, at that minute; neither -> the frontend',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'One that came of a rollout is over with it. One server that is apart stays so.',
    rollback: { scope: 'none', why: 'it was seen once, and was well when it was opened again' },
  },
];
