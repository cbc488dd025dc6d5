import { type Answer, screenOf } from '../model.ts';
import { type Colors, colored, uncolored } from './colors.ts';
import { header } from './header.ts';
import { indent, layOut } from './lay-out.ts';

export interface Look {
  /** Columns; 80 unless told. */
  width?: number;
  /** Sets words off by colour; off unless told. */
  color?: boolean;
}

export const colorsOf = ({ color = false }: Look): Colors => (color ? colored : uncolored);

/** The answer alone, as rows of text: what a terminal shows first, and a summary too. */
export function firstScreen(answer: Answer, look: Look = {}): string {
  const { width = 80 } = look;
  const paint = colorsOf(look);
  const lines = screenOf(answer, width - indent).flatMap((line) => layOut(line, width, paint));
  return [header(answer, width, paint), ...lines].join('\n');
}
