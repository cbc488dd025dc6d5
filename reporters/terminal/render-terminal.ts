import type { Answer } from '../model.ts';
import { colorsOf, firstScreen, type Look } from '../text/first-screen.ts';
import { causeDetails } from './cause-details.ts';
import { footer } from './footer.ts';
import { layerTable } from './layer-table.ts';

/** What a person reads first: the answer on one screen, then layers, causes with their page of the runbook, and the rest. */
export function renderAnswer(answer: Answer, look: Look = {}): string {
  const { width = 80 } = look;
  const paint = colorsOf(look);
  const details = answer.causes.flatMap((_, at) => causeDetails(answer, at, width, paint));
  const below = [layerTable(answer.record, width, paint), details.slice(1), footer(answer, width, paint)];
  const sections = below.filter((rows) => rows.length > 0).map((rows) => rows.join('\n'));
  return `${[firstScreen(answer, look), ...sections].join('\n\n')}\n`;
}
