import type { CauseAnswer, RollbackAnswer } from './cause-answer.ts';
import type { Line } from './line.ts';

/**
 * A cause in the order in which it is asked at night: one layout, whatever there is to say.
 *
 * @param shared what holds for the whole run and stands with the first cause.
 */
export function linesOfCause(cause: CauseAnswer, label = 'Cause', shared: readonly Line[] = []): Line[] {
  const { title, seen, affected, likely, rollback, steps, stillRed, repair, owner, since, path } = cause;
  const yes = rollback.word === 'YES';
  return [
    { label, text: `${title}: ${seen}` },
    ...(likely ? [{ label: 'Likely', text: likely }] : []),
    { label: 'Affected', text: affected },
    yes ? { label: 'Rollback', text: `${rollback.word}, ${rollback.text} (Do 1)` } : rollbackLine(rollback),
    ...steps.map(({ text, command, expect }, at) => ({
      label: `Do ${at + 1}`,
      text,
      ...(command && { command }),
      ...(expect && { expect }),
    })),
    ...(stillRed ? [{ label: 'If still red', text: stillRed }] : []),
    ...(repair ? [{ label: 'Repair', text: repair }] : []),
    { label: 'Owner', text: owner },
    ...(since ? [{ label: 'Since', text: since, most: 2 }] : []),
    ...shared,
    ...(path ? [{ label: 'Path', text: path }] : []),
  ];
}

/** A further cause, with what decides who acts: its rollback has its command with it, because its steps stand below. */
export const linesOfFurtherCause = ({ cause, title, seen, rollback, owner }: CauseAnswer, label: string): Line[] => [
  { label, text: `${cause.severity}  ${title}: ${seen}` },
  rollbackLine(rollback),
  { label: 'Owner', text: owner },
];

function rollbackLine({ word, text, first, command }: RollbackAnswer): Line {
  const label = 'Rollback';
  if (word === 'NO') return { label, text: `NO: ${text}` };
  const how = `with ${[first, command && `\`${command}\``].filter(Boolean).join(' ')}`;
  const quotes = command ? { quotes: true as const } : {};
  if (word) return { label, text: `${word}, ${text}, ${how}`, ...quotes };
  return { label, text: `${text} -> yes, ${how}; else no`, ...quotes };
}
