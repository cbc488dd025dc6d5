import type { FullResult } from '@playwright/test/reporter';
import type { RunDraft } from '#record/finalize-record.ts';
import type { RunEnding } from '#record/verdict.ts';

/** What is known of a run that has found nothing yet. */
export const draftOf = (header: RunDraft['header']): RunDraft => ({
  header,
  expected: [],
  notWatched: [],
  checks: [],
  harness: [],
  releases: {},
  requests: { sent: 0, refused: 0 },
  endedAt: header.startedAt,
});

/** How a run ended. Playwright knows one way to be interrupted; a command that was sent SIGTERM judges the record again. */
export function endingOf({ status }: FullResult): RunEnding {
  if (status === 'interrupted') return { signal: 'SIGINT' };
  return status === 'timedout' ? { deadline: true } : {};
}
