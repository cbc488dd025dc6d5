import type { FailureCode } from '#record/failure-code.ts';
import type { Target } from '#targets/target.ts';
import type { Incident } from './incident.ts';
import type { LogSign } from './log-signs.ts';

/** What a layer brings beside its checks: everything that diagnosis and reports have to know of it. */
export interface LayerDefinition {
  /** Its closed list of ways to fail. */
  failures: Readonly<Record<string, FailureCode<never>>>;
  /** What these ways mean; the more likely one first where evidence cannot decide. */
  incidents: readonly Incident[];
  /** What they mean in a system whose target says so itself. */
  incidentsOf?: (target: Target) => readonly Incident[];
  /** What lines of the application's log mean where a run searches it for an incident of this layer; the most telling first. */
  logSigns?: readonly LogSign[];
}
