import process from 'node:process';
import { publishedLine } from '#reporters/terminal/footer.ts';
import type { Sink } from './sink.ts';
import { write } from './write.ts';

/** The one line that is known only after publishing. */
export const published: Sink = {
  name: 'the terminal',
  when: 'at the end',
  async tell({ record, json }) {
    if (!json) await write(process.stdout, `${publishedLine(record)}\n`);
  },
};
