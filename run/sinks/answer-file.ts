import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerDocument } from '#reporters/json/answer-document.ts';
import type { Sink } from './sink.ts';

/** The answer for programs, `answer.json` in the folder of a run: the shape that every command has in common. */
export const answerFile: Sink = {
  name: 'answer.json',
  when: 'at the end',
  async tell({ answer, record, folder }) {
    const document = answerDocument({ ...answer, record });
    await writeFile(join(folder, 'answer.json'), `${JSON.stringify(document, null, 2)}\n`);
  },
};
