import process from 'node:process';
import { renderDebug } from '#reporters/terminal/debug.ts';
import { renderAnswer } from '#reporters/terminal/render-terminal.ts';
import type { Sink } from './sink.ts';
import { write } from './write.ts';

/** The answer, for whoever started the run. */
export const terminal: Sink = {
  name: 'the terminal',
  when: 'at once',
  async tell({ answer, record, json, debug }) {
    if (json) return;
    const color = process.stdout.hasColors?.() ?? false;
    await write(process.stdout, debug ? `\n${renderDebug(record)}` : `\n${renderAnswer(answer, { color })}\n`);
  },
};
