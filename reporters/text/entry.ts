import type { Colors } from './colors.ts';
import { clip, wrapWords } from './wrap.ts';
import { wrapCommand } from './wrap-command.ts';

/** A labelled line of the answer: prose, or a command to copy. */
export interface Entry {
  label: string;
  text?: string;
  command?: string;
  /** How readily it gives way when there is no room; absent: never. */
  yields?: number;
  /** With no room left at all it may go, because it stands further below as well. */
  mayGo?: boolean;
  /** What stands in a command's place when it has no room. */
  short?: string;
}

const indent = 8;

/** The lines of one entry, label first. */
export function layOut(entry: Entry, width: number, paint: Colors, most = Number.POSITIVE_INFINITY): string[] {
  const room = width - indent;
  return linesOf(entry, room, most).map((line, at) =>
    at === 0 ? paint.label(entry.label.padEnd(indent)) + line : ' '.repeat(indent) + line,
  );
}

function linesOf({ command, text = '', short }: Entry, room: number, most: number): string[] {
  if (!command) return clip(wrapWords(text, room), most, room);
  const lines = wrapCommand(command, room, text);
  return lines.length > most && short ? clip(wrapWords(short, room), 1, room) : lines;
}

/** The entries in at most `limit` lines: those that yield most readily are shortened, or left out, first. */
export function fitInto(entries: readonly Entry[], limit: number, width: number, paint: Colors): string[] {
  const shown = entries.map((entry) => ({ entry, most: Number.POSITIVE_INFINITY }));
  const lines = () => shown.map(({ entry, most }) => (most === 0 ? [] : layOut(entry, width, paint, most)));
  const yielding = shown
    .filter(({ entry }) => entry.yields !== undefined)
    .toSorted((a, b) => (a.entry.yields ?? 0) - (b.entry.yields ?? 0));
  for (const one of yielding) {
    for (const most of one.entry.mayGo ? [2, 1, 0] : [2, 1]) {
      if (lines().flat().length <= limit) break;
      one.most = most;
    }
  }
  return lines().flat();
}
