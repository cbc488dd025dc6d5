import { z } from 'zod';
import { parsedJson } from '#record/parsed-json.ts';
import { fenced } from '#reporters/github/escape.ts';
import { type Notice, noticeSchema } from '#reporters/json/notice-schema.ts';
import { uncolored } from '#reporters/text/colors.ts';
import { layOut } from '#reporters/text/lay-out.ts';
import { fittingLines } from './fitting-lines.ts';

/** What an issue knows of its incident, in a comment of its body that nobody sees: enough to go on where our own memory is lost. */
const { key, about, incidents, checks, title, severity, team, layer, since } = noticeSchema.shape;
const markSchema = z.object({ key, about, incidents, checks, title, severity, team, layer, since });
export type IssueMark = z.infer<typeof markSchema>;

const shape = /^<!-- watchpost:([\w-]+) -->/;
const width = 100;
/** GitHub takes 65,536 characters of an issue and of a comment ("body is too long (maximum is 65536 characters)", 422). */
const mostCharacters = 50_000;

/** The mark that a body begins with; undefined where it has none of ours. */
export function markOf(body: string | null): IssueMark | undefined {
  const [, coded = ''] = shape.exec(body ?? '') ?? [];
  return markSchema.safeParse(parsedJson(Buffer.from(coded, 'base64url').toString())).data;
}

/** The body of an issue. What a server says stands in a fence, where it calls nobody, links nowhere and shows no picture. */
export function issueBody(notice: Notice, mention: readonly string[]): string {
  const calls = notice.event === 'test' ? [] : mention;
  const parts = [
    `<!-- watchpost:${Buffer.from(JSON.stringify(markSchema.parse(notice))).toString('base64url')} -->`,
    calls.map((who) => `@${who}`).join(' '),
    noticeText(notice),
    notice.links.map(({ text, url }) => `- [${text}](${url})`).join('\n'),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** The lines of a notice as the terminal shows them. */
export function noticeText({ lines }: Notice): string {
  const told = fittingLines(lines, mostCharacters, (line) => JSON.stringify(line).length * 1.5);
  return fenced(told.flatMap((line) => layOut(line, width, uncolored)).join('\n'));
}
