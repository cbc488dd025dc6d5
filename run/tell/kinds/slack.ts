import type { Notice } from '#reporters/json/notice-schema.ts';
import { fittingLines } from '../fitting-lines.ts';
import { headline } from '../headline.ts';
import { saidBy } from '../post.ts';
import type { IncidentTeller } from '../teller.ts';

/**
 * A channel of Slack by an incoming webhook. The lines are rich text, in which nothing is markup: what a server says calls
 * nobody and links nowhere. https://docs.slack.dev/reference/block-kit/blocks
 */
export const slack: IncidentTeller<'slack'> = {
  hears: 'incidents',
  keepsOpen: false,
  async tell(notice, { url, mention }, post) {
    const answer = await post.send({
      method: 'POST',
      url: post.secret(url),
      body: messageOf(notice, mention),
    });
    return { answered: saidBy(answer) };
  },
};

/** Of a header, in characters: https://docs.slack.dev/reference/block-kit/blocks/header-block */
const longestHeader = 150;
/** Of the text that a telephone shows: best below 4,000, cut off at 40,000. https://docs.slack.dev/reference/methods/chat.postMessage */
const longestText = 3_000;
/**
 * Slack refuses blocks that are longer together than about 13,000 characters (`msg_blocks_too_long`, in no documentation:
 * https://github.com/slackapi/bolt-js/issues/2509); some room is left for their JSON. There are never more than three of 50 blocks.
 */
const mostCharacters = 9_000;

type Line = Notice['lines'][number];
/** A part of a section, or a command, which stands alone. */
type Part = { shown: object } | { command: string };

function messageOf(notice: Notice, mention: readonly string[]): object {
  const calls = notice.event === 'opened' || notice.event === 'changed' ? mention : [];
  const [first] = notice.lines;
  return {
    // Shown where blocks are not: in notifications, and by what only takes after Slack.
    text: cut(escaped([headline(notice, longestText / 2), first?.text].filter(Boolean).join('\n'))),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: headline(notice, longestHeader), emoji: false } },
      ...(calls.length > 0
        ? [{ type: 'section', text: { type: 'mrkdwn', text: calls.map(mentionOf).join(' ') } }]
        : []),
      { type: 'rich_text', elements: elementsOf(notice) },
    ],
  };
}

/** As Slack writes them: https://docs.slack.dev/messaging/formatting-message-text */
function mentionOf(who: string): string {
  if (who === 'here' || who === 'channel') return `<!${who}>`;
  return who.startsWith('S') ? `<!subteam^${who}>` : `<@${who}>`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Never within what a character was escaped to. */
const cut = (text: string) => text.slice(0, longestText).replace(/&[a-z]*$/, '');

/** Prose in sections, which only a command interrupts: a section itself begins no new line. */
function elementsOf({ lines, links }: Notice): object[] {
  const told = fittingLines(lines, mostCharacters, sizeOf).flatMap(partsOf);
  const linked = links.flatMap(({ text, url }) => [{ shown: { type: 'link', url, text } }, plain('  ')]);
  const elements: { type: string; elements: object[] }[] = [];
  for (const part of [...told, ...linked]) {
    const last = elements.at(-1);
    if ('command' in part)
      elements.push({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: part.command }] });
    else if (last?.type === 'rich_text_section') last.elements.push(part.shown);
    else elements.push({ type: 'rich_text_section', elements: [part.shown] });
  }
  return elements;
}

const sizeOf = ({ label, text = '', command = '', expect = '' }: Line) =>
  label.length + text.length + command.length + expect.length + 100;

const plain = (text: string, style?: object): Part => ({ shown: { type: 'text', text, ...(style && { style }) } });

const partsOf = ({ label, text = '', command, expect }: Line): Part[] => [
  plain(`${label}  `, { bold: true }),
  plain(command ? text || ' ' : `${text}\n`),
  ...(command ? [{ command }] : []),
  ...(expect ? [plain('expect  ', { italic: true }), plain(`${expect}\n`)] : []),
];
