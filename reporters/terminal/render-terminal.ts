import { diagnoseRun } from '#checks/catalogue.ts';
import type { Diagnosis, HistoryContext } from '#diagnosis/model.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';
import { type Colors, colored, uncolored } from '../text/colors.ts';
import { type Entry, fitInto } from '../text/entry.ts';
import { causeDetails } from './cause-details.ts';
import { causeEntries } from './cause-entries.ts';
import { closing } from './footer.ts';
import { header } from './header.ts';
import { layerTable } from './layer-table.ts';
import { quietEntries } from './no-cause.ts';
import { greenEntries } from './passed.ts';
import { severalEntries } from './several-entries.ts';

export interface AnswerOptions extends HistoryContext {
  /** Columns; 80 unless told. */
  width?: number;
  /** Sets words off by colour; off unless told. */
  color?: boolean;
}

/** The first screen is the answer; nobody scrolls at night. */
const screenLines = 15;

/** What a person reads first: the answer on one screen, then layers, causes with their page of the runbook, and the rest. */
export function renderAnswer(record: RunRecord, target: Target, options: AnswerOptions = {}): string {
  const { width = 80, color = false, ...before } = options;
  const paint = color ? colored : uncolored;
  const diagnosis = diagnoseRun(record, target, before);
  const details = diagnosis.causes.flatMap((cause, at) => causeDetails(cause, at, record, target, width, paint));
  const sections = [
    firstScreen(diagnosis, record, target, before, width, paint),
    layerTable(record, width, paint),
    details.slice(1),
    closing(record, diagnosis, width, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** The answer alone, in at most fifteen lines. */
export function renderFirstScreen(record: RunRecord, target: Target, options: AnswerOptions = {}): string {
  const { width = 80, color = false, ...before } = options;
  const diagnosis = diagnoseRun(record, target, before);
  return firstScreen(diagnosis, record, target, before, width, color ? colored : uncolored).join('\n');
}

function firstScreen(
  diagnosis: Diagnosis,
  record: RunRecord,
  target: Target,
  before: HistoryContext,
  width: number,
  paint: Colors,
): string[] {
  const entries = entriesOf(diagnosis, record, target, before, width);
  return [header(diagnosis, record, before, width, paint), ...fitInto(entries, screenLines - 1, width, paint)];
}

function entriesOf(
  diagnosis: Diagnosis,
  record: RunRecord,
  target: Target,
  before: HistoryContext,
  width: number,
): Entry[] {
  const [cause, another] = diagnosis.causes;
  if (another) return severalEntries(diagnosis, record, before, width);
  if (cause) return causeEntries(cause, diagnosis, record, before, width);
  return record.verdict.name === 'ok' ? greenEntries(record) : quietEntries(diagnosis, record, target, width);
}
