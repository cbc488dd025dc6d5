import type { Notice } from '#reporters/json/notice-schema.ts';
import type { TellSetting } from '#targets/definition/tell.ts';
import { fittingLines } from '../fitting-lines.ts';
import { headline } from '../headline.ts';
import { saidBy } from '../post.ts';
import type { IncidentTeller } from '../teller.ts';

/**
 * A channel of Teams by a workflow ("Send webhook alerts to a channel"), which takes a message with an Adaptive Card. The lines
 * are text runs, in which nothing is Markdown: what a server says calls nobody and links nowhere.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */
export const teams: IncidentTeller<'teams'> = {
  hears: 'incidents',
  keepsOpen: false,
  async tell(notice, { url, mention }, post) {
    const answer = await post.send({ method: 'POST', url: post.secret(url), body: messageOf(notice, mention) });
    const { status } = answer;
    // The connectors of old say 200 of a message that Teams did not take.
    if (/failed with error/i.test(answer.text)) throw new Error(`answered ${saidBy(answer)}`);
    // A workflow that has begun is no message yet; it answers before it posts.
    return { answered: status === 202 ? '202, the workflow has begun' : String(status) };
  },
};

const longestTitle = 300;
/**
 * A message may have about 28 KB with all that it holds, and is refused above that ("Request Entity too large",
 * https://learn.microsoft.com/connectors/teams/); some were refused above 21. So much is for the lines, in bytes of JSON.
 */
const mostBytes = 16_000;

type Line = Notice['lines'][number];
type Mention = TellSetting<'teams'>['mention'][number];

function messageOf(notice: Notice, mention: readonly Mention[]): object {
  const calls = notice.event === 'opened' || notice.event === 'changed' ? mention : [];
  const title = {
    type: 'TextRun',
    text: headline(notice, longestTitle),
    weight: 'Bolder',
    size: 'Large',
    ...colorOf(notice),
  };
  const links = notice.links.map(({ text, url }) => ({ type: 'Action.OpenUrl', title: text, url }));
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full', entities: calls.map(entityOf) },
    body: [
      rich([title]),
      ...(calls.length > 0 ? [{ type: 'TextBlock', text: calls.map(atOf).join(' '), wrap: true }] : []),
      ...fittingLines(notice.lines, mostBytes, sizeOf).flatMap(blocksOf),
    ],
    ...(links.length > 0 && { actions: links }),
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  };
}

/** Markdown and angle brackets in a name would not be the name any more. */
const atOf = ({ name }: Mention) => `<at>${name.replaceAll(/[^\p{L}\p{N} .-]/gu, ' ')}</at>`;
const entityOf = (one: Mention) => ({
  type: 'mention',
  text: atOf(one),
  mentioned: { id: one.id, name: one.name },
});

function colorOf({ event, severity }: Notice): { color?: 'Good' | 'Attention' | 'Warning' } {
  if (event === 'test') return {};
  if (event === 'resolved') return { color: 'Good' };
  return { color: severity === 'P0' || severity === 'P1' ? 'Attention' : 'Warning' };
}

const rich = (inlines: object[]) => ({ type: 'RichTextBlock', inlines });
const run = (text: string, style: object = {}) => ({ type: 'TextRun', text, ...style });

const sizeOf = (line: Line) => Buffer.byteLength(JSON.stringify(blocksOf(line)));

function blocksOf({ label, text = '', command, expect }: Line): object[] {
  return [
    rich([run(`${label}  `, { weight: 'Bolder' }), run(text || ' ')]),
    ...(command ? [rich([run(command, { fontType: 'Monospace' })])] : []),
    ...(expect ? [rich([run('expect  ', { isSubtle: true }), run(expect)])] : []),
  ];
}
