import { toTheSecond } from '#diagnosis/clock.ts';
import type { Step } from '#diagnosis/incident.ts';
import { escapeMarkdown, fenced } from '../github/escape.ts';
import type { RollbackAnswer } from '../model/cause-answer.ts';
import { count } from '../text/format.ts';
import { durationText } from './duration-text.ts';
import type { NoteFacts } from './note-facts.ts';
import type { SeenCause } from './seen-causes.ts';
import { statusUpdate } from './status-update.ts';

/** Words of ours in Markdown: an arrow is one character, because the two that it is written with are read as marks. */
const ours = (text: string) => escapeMarkdown(toTheSecond(text).replaceAll('->', '→'));
const open = (what: string) => `not known yet: ${what}`;

/**
 * The incident note, in the shape that runbooks ask for. What no look from outside can know stands as not known yet, and
 * what the system itself said only in blocks that show it as it is. Pure.
 */
export function incidentNote(facts: NoteFacts): string {
  const { worst, target, channel } = facts;
  const title = worst ? `${worst.title} (${target.name})` : `${target.name}: no incident seen`;
  const parts = [
    `# ${escapeMarkdown(`Incident: ${title}`)}`,
    overview(facts),
    section('Impact', impact(facts)),
    section('Root cause', causesText(facts)),
    section('Evidence', evidence(facts)),
    section('Timeline', timeline(facts)),
    section('Actions', actions(facts)),
    section('Fix', `- ${open('what was done, by whom: rollback, change of configuration, or code')}`),
    section('Prevention', `- [ ] ${open('one concrete item, with an owner and a day')}`),
    section(
      'Update for the status channel',
      [
        `Post in: ${escapeMarkdown(channel ?? open('the target names no channel for this severity'))}`,
        fenced(statusUpdate(facts).trimEnd()),
      ].join('\n\n'),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

const section = (title: string, text: string) => `## ${title}\n\n${text}`;

function overview({ unfolding, status, target, worst, at }: NoteFacts): string {
  const { course } = unfolding;
  const { firstBadAt, firstGoodAt, lastGoodAt, heldAt, severity } = course;
  const start =
    firstBadAt &&
    `${firstBadAt}${lastGoodAt ? ` (last seen to hold ${lastGoodAt})` : ' (nobody looked before: it may have begun earlier)'}`;
  const end =
    firstGoodAt &&
    `${firstGoodAt}${heldAt ? `, held since (${course.goodAskedFor === 1 ? 'a good look' : `${course.goodAskedFor} good looks in a row`} by ${heldAt})` : ', not yet proven to hold'}`;
  const rows = [
    ['Status', status ?? 'no incident seen'],
    ['Severity', severity ?? worst?.cause.severity ?? 'none'],
    ['System', `${target.name} (${target.environment})`],
    ['Start', start || open('nothing red was seen')],
    ['End', end || open('it is still red')],
    ['Duration', firstBadAt && firstGoodAt ? durationText(firstBadAt, firstGoodAt) : open('it has not ended')],
    ['Owner', worst?.owner ?? open('nothing to answer for was seen')],
    ...(unfolding.announced ? [['Planned', unfolding.announced]] : []),
    ['Written', `${at} by Watchpost, from ${count(course.rounds, 'look')}`],
  ];
  return [
    '| | |',
    '| --- | --- |',
    ...rows.map((cells) => `| ${cells.map((cell = '') => ours(cell)).join(' | ')} |`),
  ].join('\n');
}

function impact({ causes }: NoteFacts): string {
  if (causes.length === 0) return open('nothing red was seen');
  return [
    ...causes.map(({ answer }) => `- ${escapeMarkdown(answer.affected)}`),
    `- ${open("how many users, orders or amounts: the product's own figures say")}`,
  ].join('\n');
}

function causesText({ causes }: NoteFacts): string {
  if (causes.length === 0) return open('nothing red was seen');
  return causes.map(causeText).join('\n');
}

function causeText({ id, answer, looks, now, lastAt }: SeenCause): string {
  const { title, likely, cause } = answer;
  const { level, reasons } = cause.confidence;
  const seen = `seen in ${count(looks, 'look')}${now ? '' : `, last at ${lastAt}`}`;
  const meaning = likely ? ` ${likely}.` : '';
  return `- ${ours(`${cause.severity} ${title} (${id}), ${seen}.${meaning} Sure: ${level}${reasons.length > 0 ? `, ${reasons.join('; ')}` : ''}. As seen from outside; why it came about is for its owner to say.`)}`;
}

function evidence({ causes }: NoteFacts): string {
  if (causes.length === 0) return open('nothing red was seen');
  return fenced(
    causes
      .flatMap(({ id, answer: { cause, seen } }) => [`${id}: ${seen}`, ...cause.evidence.map((line) => `  ${line}`)])
      .map(plain)
      .join('\n'),
  );
}

/** What steers a terminal or turns the direction of writing has no business in a note. */
const plain = (line: string) => line.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');

function timeline({ unfolding: { course } }: NoteFacts): string {
  if (course.events.length === 0) return open('nothing changed while it was looked at');
  return course.events.map(({ at, text }) => `- ${ours(`${at} ${text}`)}`).join('\n');
}

function actions({ causes }: NoteFacts): string {
  const [worst] = causes;
  if (!worst) return 'None.';
  const { steps, rollback, stillRed } = worst.answer;
  return [
    `- Rollback: ${ours(rollbackText(rollback))}`,
    ...steps.map((step, at) => stepText(step, at + 1)),
    ...(stillRed ? [`- ${ours(`If still red: ${stillRed}`)}`] : []),
  ].join('\n');
}

const rollbackText = ({ word, text }: RollbackAnswer) =>
  word ? `${word}, ${text}` : `yes where this is so, else no: ${text}`;

function stepText({ text, command, expect }: Step, place: number): string {
  const told = `- [ ] Do ${place}: ${ours(text)}${expect ? `; expect ${ours(expect)}` : ''}`;
  if (!command) return told;
  const block = fenced(command, 'sh')
    .split('\n')
    .map((line) => `  ${line}`);
  return [told, '', ...block, ''].join('\n');
}
