import type { CheckRecord } from './run-record.ts';

type Shown = 'timings' | 'hops' | 'probes' | 'certificates' | 'remarks' | 'rulesOut' | 'exchanges' | 'artifacts';

/** A check that has nothing to show: it never ran, or no worker ran it. */
export const emptyCheck = (): Pick<CheckRecord, Shown> => ({
  timings: {},
  hops: [],
  probes: [],
  certificates: [],
  remarks: [],
  rulesOut: [],
  exchanges: [],
  artifacts: [],
});
