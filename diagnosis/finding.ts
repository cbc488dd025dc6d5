import type { CheckRecord } from '#record/run-record.ts';
import type { Incident } from './incident.ts';

/** Broken checks that mean the same thing. */
export interface Finding {
  incidents: [Incident, ...Incident[]];
  /** The most telling first. */
  checks: [CheckRecord, ...CheckRecord[]];
  /** Other broken checks that tell why these fail. */
  pointers: CheckRecord[];
}
