import process from 'node:process';
import type { Sink } from './sink.ts';
import { write } from './write.ts';

/** The whole record on one line, for programs: its publishing is part of it. */
export const json: Sink = {
  name: 'standard output',
  when: 'at the end',
  async tell({ record, json: wanted }) {
    if (wanted) await write(process.stdout, `${JSON.stringify(record)}\n`);
  },
};
