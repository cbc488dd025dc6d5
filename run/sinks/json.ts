import process from 'node:process';
import { withoutCommandsInJson } from '#reporters/github/workflow-commands.ts';
import type { Sink } from './sink.ts';
import { write } from './write.ts';

/** The whole record on one line, for programs: its publishing is part of it. */
export const json: Sink = {
  name: 'standard output',
  when: 'at the end',
  async tell({ record, json: wanted }) {
    if (wanted) await write(process.stdout, `${withoutCommandsInJson(JSON.stringify(record))}\n`);
  },
};
