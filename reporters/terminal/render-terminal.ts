import { type Answer, screenOf } from '../model.ts';
import { type Colors, colored, uncolored } from '../text/colors.ts';
import { indent, layOut } from '../text/lay-out.ts';
import { causeDetails } from './cause-details.ts';
import { footer } from './footer.ts';
import { header } from './header.ts';
import { layerTable } from './layer-table.ts';

export interface Look {
  /** Columns; 80 unless told. */
  width?: number;
  /** Sets words off by colour; off unless told. */
  color?: boolean;
}

/** What a person reads first: the answer on one screen, then layers, causes with their page of the runbook, and the rest. */
export function renderAnswer(answer: Answer, { width = 80, color = false }: Look = {}): string {
  const paint = color ? colored : uncolored;
  const details = answer.causes.flatMap((_, at) => causeDetails(answer, at, width, paint));
  const sections = [
    firstScreen(answer, width, paint),
    layerTable(answer.record, width, paint),
    details.slice(1),
    footer(answer, width, paint),
  ];
  return `${sections
    .filter((rows) => rows.length > 0)
    .map((rows) => rows.join('\n'))
    .join('\n\n')}\n`;
}

/** The answer alone. */
export const renderFirstScreen = (answer: Answer, { width = 80, color = false }: Look = {}): string =>
  firstScreen(answer, width, color ? colored : uncolored).join('\n');

const firstScreen = (answer: Answer, width: number, paint: Colors): string[] => [
  header(answer, width, paint),
  ...screenOf(answer, width - indent).flatMap((line) => layOut(line, width, paint)),
];
