import type { Line } from '../model/line.ts';
import type { Colors } from './colors.ts';
import { clip, wrapQuoting, wrapWords } from './wrap.ts';
import { wrapCommand } from './wrap-command.ts';

/** The width of the labels; what follows one that is longer begins after it. */
export const indent = 10;

/** The rows of one line of an answer on a terminal, label first; what is expected of a step stands under it. */
export function layOut(line: Line, width: number, paint: Colors): string[] {
  const { label, expect } = line;
  const rows = rowsOf(line, width - indent);
  return [...labelled(label, rows, width, paint), ...(expect ? expectRows(expect, width, paint) : [])];
}

const expectRows = (expect: string, width: number, paint: Colors) =>
  labelled('  expect', wrapWords(expect, width - indent), width, paint);

function labelled(label: string, rows: readonly string[], width: number, paint: Colors): string[] {
  const isLong = label.length >= indent;
  const shown = isLong ? rowsAfter(label, rows, width) : rows;
  return shown.map((row, at) =>
    at === 0 ? paint.label(isLong ? `${label}  ` : label.padEnd(indent)) + row : ' '.repeat(indent) + row,
  );
}

/** The first row has less room behind a long label. */
function rowsAfter(label: string, rows: readonly string[], width: number): string[] {
  const [first = ''] = wrapWords(rows.join(' '), width - label.length - 2);
  const rest = rows.join(' ').slice(first.length).trim();
  return rest ? [first, ...wrapWords(rest, width - indent)] : [first];
}

function rowsOf({ command, text = '', quotes, most = Number.POSITIVE_INFINITY }: Line, room: number): string[] {
  if (command) return wrapCommand(command, room, text);
  const wrap = quotes ? wrapQuoting : wrapWords;
  return clip(
    text.split('\n').flatMap((part) => wrap(part, room)),
    most,
    room,
  );
}
