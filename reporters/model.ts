import type { Diagnosis, HistoryContext, RuledOut } from '#diagnosis/model.ts';
import type { RunRecord } from '#record/run-record.ts';
import { plainHosts } from '#targets/definition/plain-http.ts';
import type { Target } from '#targets/target.ts';
import { announcedText } from './model/announced-text.ts';
import { type CauseAnswer, causeAnswer, nameAndClass } from './model/cause-answer.ts';
import type { Line } from './model/line.ts';
import { linesOfCause, linesOfFurtherCause } from './model/lines-of-cause.ts';
import { noCauseLines } from './model/no-cause.ts';
import { passedLines } from './model/passed.ts';
import { folderOf } from './model/run-folder.ts';
import { fitNames } from './text/wrap.ts';

/** What a run is answered from. */
export interface Known {
  record: RunRecord;
  diagnosis: Diagnosis;
  target: Target;
  before: HistoryContext;
}

/** What a run has to say, as data. Terminal, page and summary lay it out and decide nothing. */
export interface Answer {
  /** What it was made of, for the parts below the answer. */
  record: RunRecord;
  diagnosis: Diagnosis;
  /** The team's own runbook. */
  runbook?: string;
  /** The announced maintenance that the run began in, in words. */
  announced?: string;
  /** What no look from outside can see, with the alarm that sees it, and whose identity nobody checks. */
  unseen: string[];
  /** When the next on the path of escalation is called at once. */
  escalateIf: readonly string[];
  /** How many runs in a row have ended red, this one included. */
  redRuns: number;
  /** The worst first. */
  causes: CauseAnswer[];
  /** What a run says of which no cause is known. */
  calm: Line[];
  /** What was looked at and is well, in a few words each. */
  ruledOut: string[];
  /** What else is red because of it, and where to read on. */
  also: string;
}

/** So many lines of a terminal are left for what was ruled out. */
const ruledOutLines = 2;

/** Puts all that is known of a run into one answer. Pure. */
export function answerOf({ record, diagnosis, target, before }: Known): Answer {
  const causes = diagnosis.causes.map((cause) => causeAnswer(cause, { record, diagnosis, before }));
  const ruledOut = diagnosis.ruledOut.map(ruledOutText);
  const { runbook } = target;
  const announced = announcedText(record);
  const unseen = [
    ...target.unseen.map(({ what, alarm }) => `${what} (alarm ${alarm})`),
    ...plainHosts(target).map((host) => `who answers as ${host}: plain http, nobody's identity is checked`),
  ];
  return {
    record,
    diagnosis,
    ...(runbook && { runbook }),
    ...(announced && { announced }),
    unseen,
    escalateIf: causes.length > 0 ? target.escalateIf : [],
    redRuns: before.redRuns ?? 0,
    causes,
    calm: causes.length > 0 ? [] : calmLines(record, diagnosis),
    ruledOut,
    also: alsoText(causes, record, runbook),
  };
}

const calmLines = (record: RunRecord, diagnosis: Diagnosis): Line[] =>
  record.verdict.name === 'ok' ? passedLines(record) : noCauseLines(diagnosis, record);

/**
 * The first screen, line by line: the worst cause in full, with what was ruled out, then each further one whole.
 *
 * @param room columns that a line has.
 */
export function screenOf(answer: Answer, room: number): Line[] {
  const { causes, calm, also } = answer;
  const [worst, ...others] = causes;
  const shared = answer.record.verdict.name === 'ok' ? [] : ruledOutLine(answer, room);
  const first = worst ? linesOfCause(worst, others.length > 0 ? 'Cause 1' : 'Cause', shared) : [...calm, ...shared];
  return [
    ...(answer.announced ? [{ label: 'Planned', text: answer.announced, most: 2 }] : []),
    ...first,
    ...others.flatMap((cause, at) => linesOfFurtherCause(cause, `Cause ${at + 2}`)),
    { label: 'Also', text: also, most: 3 },
  ];
}

/** What was ruled out, as much as its lines have room for. */
function ruledOutLine({ ruledOut }: Answer, room: number): Line[] {
  if (ruledOut.length === 0) return [];
  // A line may end a word early.
  const text = fitNames(ruledOut, '', ruledOutLines * room - 12);
  return [{ label: 'Ruled out', text, most: ruledOutLines }];
}

function ruledOutText({ what, of, withoutBrowser }: RuledOut): string {
  const where = of.length > 0 ? ` (${of.join(', ')})` : '';
  return `${what}${where}${withoutBrowser ? ' by curl' : ''}`;
}

function alsoText(causes: readonly CauseAnswer[], record: RunRecord, runbook: string | undefined): string {
  const because = causes.flatMap(({ because: own }, at) =>
    own ? [causes.length > 1 ? own.replace('this', `cause ${at + 1}`) : own] : [],
  );
  const names = causes.map(({ cause }) => nameAndClass(cause)).join(', ');
  const report = `${folderOf(record)}${causes.length > 0 ? 'report.html' : ''}`;
  const rest = [report, names, runbook && `runbook ${runbook}`].filter(Boolean).join('; ');
  return [because.join('; '), rest].filter(Boolean).join('\n');
}
