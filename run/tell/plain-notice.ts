import { everyText } from '#record/every-text.ts';
import type { Redact } from '#record/redactor.ts';
import { plainText } from '#record/values/plain-text.ts';
import type { Notice } from '#reporters/json/notice-schema.ts';

/** Longer than anything of ours, in characters: what is longer comes from a server. */
const longest = 2_000;

/** Lines in the words of the target alone, which may name people by their address: they are there to be called. */
const ofTarget: ReadonlySet<string> = new Set(['Owner', 'Escalate']);

/** The notice as it may leave the house: without secrets, without what steers whoever shows it, and no text too long. */
export function plainNotice(notice: Notice, redact: Redact): Notice {
  const clean = (text: string) => plainText(redact(text));
  const short = (text: string) => {
    const whole = clean(text);
    return whole.length > longest ? `${whole.slice(0, longest)}…` : whole;
  };
  const { key, since, at, links, lines, answer, ...told } = notice;
  return {
    ...everyText(told, short),
    ...{ key, since, at, links },
    lines: lines.map((line) => everyText(line, ofTarget.has(line.label) ? plainText : short)),
    ...(answer && { answer: everyText(answer, clean) }),
  };
}
