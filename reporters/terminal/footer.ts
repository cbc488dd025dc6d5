import type { RunRecord } from '#record/run-record.ts';
import type { Line } from '../model/line.ts';
import { mutedTexts, notWatchedText, publishText, requestsText } from '../model/of-the-run.ts';
import { folderOf } from '../model/run-folder.ts';
import type { Answer } from '../model.ts';
import type { Colors } from '../text/colors.ts';
import { layOut } from '../text/lay-out.ts';

/** The record keeps all of them. */
const mostReasons = 6;

/** What closes every answer: what is well, what nobody looked at, why the verdict, what we asked, where it all is. */
export function footer(
  { record, diagnosis, ruledOut, unseen, escalateIf }: Answer,
  width: number,
  paint: Colors,
): string[] {
  const { notWatched, verdict } = record;
  const { undecided } = diagnosis;
  const isOk = verdict.name === 'ok';
  const lines: Line[] = [
    ...(escalateIf.length > 0 ? [{ label: 'Escalate', text: `at once if ${escalateIf.join('; or if ')}` }] : []),
    ...(!isOk && ruledOut.length > 0 ? [{ label: 'Ruled out', text: ruledOut.join(', ') }] : []),
    {
      label: 'Unseen',
      text: notWatched.length > 0 ? `not watched: ${notWatchedText(record)}` : 'everything is watched',
    },
    ...(unseen.length > 0 ? [{ label: 'Inside', text: `not seen from outside: ${unseen.join(', ')}` }] : []),
    ...mutedTexts(record).map((text) => ({ label: 'Muted', text })),
    ...(undecided.length > 0 ? [{ label: 'Open', text: `not decided: ${undecided.join(', ')}` }] : []),
    ...verdict.reasons
      .slice(0, mostReasons)
      .map(({ verdict: name, message }) => ({ label: 'Why', text: `${name}: ${message}` })),
    ...(verdict.reasons.length > mostReasons
      ? [{ label: 'Why', text: `and ${verdict.reasons.length - mostReasons} more reasons, in the record` }]
      : []),
    { label: 'Exit', text: `${verdict.code} (${verdict.name})` },
    // Of a green run the first screen has said it.
    ...(isOk ? [] : [{ label: 'Asked', text: requestsText(record) }]),
    { label: 'Reports', text: `${folderOf(record)}run-record.json` },
  ];
  return lines.flatMap((line) => layOut(line, width, paint));
}

/** What is known only after publishing, which comes after the answer. */
export const publishedLine = (record: Pick<RunRecord, 'publish'>): string => `Sent      ${publishText(record)}`;
