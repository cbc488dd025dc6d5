import { clockMinute, toTheSecond } from '#diagnosis/clock.ts';
import { durationText } from './duration-text.ts';
import type { NoteFacts } from './note-facts.ts';

/**
 * What is posted where people ask what is going on: in our words alone, because whoever shows it takes marks and mentions
 * for its own. Pure.
 */
export function statusUpdate(facts: NoteFacts): string {
  const { target, unfolding, status, worst, at } = facts;
  if (!status || !worst)
    return `No incident seen at ${target.name} (${target.environment}).\n\nLast updated: ${toTheSecond(at)}\n`;
  const { severity = worst.cause.severity } = unfolding.course;
  return [
    `INCIDENT: ${worst.title} (${target.name})`,
    `Severity: ${severity}`,
    `Status: ${status}`,
    ...(unfolding.announced ? [`Planned: ${unfolding.announced}`] : []),
    `Impact: ${worst.cause.affected}`,
    `ETA: ${etaText(facts)}`,
    `Updates: ${updates(facts).join('; ')}`,
    '',
    `Last updated: ${toTheSecond(at)}`,
    '',
  ].join('\n');
}

function etaText({ status }: NoteFacts): string {
  if (status === 'Resolved') return 'over';
  return 'not known yet: whoever works on it says';
}

function updates({ unfolding, worst, status, at }: NoteFacts): string[] {
  const { firstBadAt, firstGoodAt, heldAt, goodInARow, goodAskedFor, events } = unfolding.course;
  const releases = events
    .filter(({ kind }) => kind === 'release')
    .map((one) => `${clockMinute(one.at, at)} release ${one.text}`);
  return [
    ...(firstBadAt ? [`red since ${clockMinute(firstBadAt, at)}`] : []),
    ...releases.slice(-2),
    ...(status === 'Identified' && worst ? [`owner ${worst.cause.owner.team}`, rollbackText(worst.rollback.word)] : []),
    ...(firstGoodAt && !heldAt
      ? [`good again since ${clockMinute(firstGoodAt, at)}, ${goodInARow} of ${goodAskedFor} good looks in a row`]
      : []),
    ...(firstGoodAt && heldAt && firstBadAt
      ? [`good again since ${clockMinute(firstGoodAt, at)} and holding, after ${durationText(firstBadAt, firstGoodAt)}`]
      : []),
  ];
}

function rollbackText(word: 'YES' | 'NO' | undefined): string {
  if (word === 'YES') return 'a rollback is advised';
  return word === 'NO' ? 'a rollback does not help' : 'whether a rollback helps is being found out';
}
