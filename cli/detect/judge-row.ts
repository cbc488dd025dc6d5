import type { RunRecord } from '../../record/run-record.ts';
import { diagnose } from '../../runbook/diagnose.ts';
import type { Target } from '../../targets/target.ts';
import type { Row } from './rows.ts';

/** How a run answered one fault. */
export interface Detection {
  fault: string;
  /** The run ended as it should: red, or degraded where that is all the fault does. */
  found: boolean;
  /** The row's check is a cause, with the row's class. */
  named: boolean;
  /** The incidents that the diagnosis gives for that cause. */
  incidents: string[];
  /** Checks called a cause beside the right one. */
  falseCauses: string[];
  /** From the start of the run to its answer. */
  seconds: number;
}

/** Holds a run against the row of its fault. Pure. */
export function judgeRow(row: Row, record: RunRecord, target: Target): Detection {
  const { causes } = diagnose(record, target);
  const right = causes.find(({ checks }) => checks.includes(row.check));
  const incidents = right?.incidents.map(({ id }) => id) ?? [];
  const allowed = row.within ?? [row.fault];
  const inSet = incidents.includes(row.fault) && incidents.every((id) => allowed.includes(id));
  const check = record.checks.find(({ id }) => id === row.check);
  return {
    fault: row.fault,
    found: record.verdict.name === row.verdict,
    named: inSet && check?.failure?.class === row.class && check.causedBy.length === 0,
    incidents,
    falseCauses: causes.filter((cause) => cause !== right).flatMap(({ checks }) => checks),
    seconds: Math.round(record.durationMs / 100) / 10,
  };
}

/** Whether a detection is all that is asked for. */
export const isRight = ({ found, named, falseCauses }: Detection): boolean =>
  found && named && falseCauses.length === 0;
