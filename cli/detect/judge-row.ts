import { diagnoseRun } from '#checks/catalogue.ts';
import { causeName } from '#diagnosis/cause-name.ts';
import { classSeen } from '#diagnosis/class-seen.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';
import type { Evidence, Row } from './rows.ts';

/** How a run answered one fault. */
export interface Detection {
  fault: string;
  evidence: Evidence;
  /** The run ended as it should: red, or degraded where that is all the fault does. */
  found: boolean;
  /** The row's check is a cause, with the row's class, and means the fault: alone, or in the set that is allowed. */
  named: boolean;
  /** The incidents that the diagnosis gives for that cause. */
  incidents: string[];
  /** What a reader is shown as a cause beside the right one, by the check that leads it, the suite's own faults included. */
  falseCauses: string[];
  /** From the start of the run to its answer. */
  seconds: number;
  /** Why there is nothing to judge. */
  problem?: string;
  /** Where the reports of a run are that did not answer as it should. */
  kept?: string;
}

/** Holds a run against the row of its fault. Pure. */
export function judgeRow(row: Row, record: RunRecord, target: Target, evidence: Evidence = 'outside'): Detection {
  const { causes } = diagnoseRun(record, target);
  const right = causes.find(({ checks }) => checks.includes(row.check));
  const incidents = right?.incidents.map(({ id }) => id) ?? [];
  const meant = row.incident ?? row.fault;
  const allowed = (evidence === 'outside' && row.within) || [meant];
  const inSet = incidents.includes(meant) && incidents.every((id) => allowed.includes(id));
  const check = record.checks.find(({ id }) => id === row.check);
  return {
    fault: row.fault,
    evidence,
    found: record.verdict.name === row.verdict,
    named: inSet && check !== undefined && classSeen(check) === row.class && check.causedBy.length === 0,
    incidents,
    falseCauses: causes.filter((cause) => cause !== right).map(causeName),
    seconds: Math.round(record.durationMs / 100) / 10,
  };
}

/** Whether a detection is all that is asked for. */
export const isRight = ({ found, named, falseCauses }: Detection): boolean =>
  found && named && falseCauses.length === 0;
