import type { RunRecord } from '#record/run-record.ts';
import { blocked, notRun } from '#record/samples/sample-check.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import type { verdictNames } from '#record/vocabulary.ts';

const imageDenied = changesOf('image-403');

/** The screenshot that a run with a denied image leaves behind. */
export const screenshotPath: string =
  imageDenied['images/visible']?.artifacts?.find(({ name }) => name === 'screenshot')?.path ?? '';

/** Runs as the demo leaves them behind, by what was broken in it. */
export const samples: Readonly<Record<'green' | 'ready-db' | 'webhook-500' | 'two faults', RunRecord>> = {
  green: sampleRecord(),
  'ready-db': sampleRecord(changesOf('ready-db')),
  'webhook-500': sampleRecord(changesOf('webhook-500')),
  'two faults': sampleRecord({ ...imageDenied, ...changesOf('webhook-500') }),
};

const few = sampleRecord().checks.slice(0, 14);
/** A run of each verdict. */
export const verdicts: Record<(typeof verdictNames)[number], RunRecord> = {
  ok: samples.green,
  failed: samples['ready-db'],
  degraded: sampleRecord(changesOf('flaky-task')),
  inconclusive: sampleRecord({}, { harness: ['the browser did not start'], checks: [] }),
  misconfigured: sampleRecord({
    'auth/login': notRun('misconfigured', 'not set: WATCHPOST_PROBE_EMAIL'),
    ...blocked('auth/me'),
  }),
  empty: sampleRecord({}, { checks: [], expected: [], notWatched: [] }),
  interrupted: sampleRecord({}, { checks: few }, { signal: 'SIGINT' }),
  terminated: sampleRecord({}, { checks: few }, { signal: 'SIGTERM' }),
};
