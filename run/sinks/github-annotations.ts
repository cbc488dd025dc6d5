import process from 'node:process';
import { annotationsOf } from '#reporters/github/annotations.ts';
import { asCommands } from '#reporters/github/workflow-commands.ts';
import type { Sink } from './sink.ts';
import { write } from './write.ts';

/** Marks at the checks; GitHub reads them from both streams, and standard output may be left to the record. */
export const githubAnnotations: Sink = {
  name: 'the annotations of the workflow',
  when: 'at once',
  async tell({ answer, environment, json }) {
    const lines = environment['GITHUB_ACTIONS'] ? annotationsOf(answer) : [];
    if (lines.length > 0) await write(json ? process.stderr : process.stdout, asCommands(lines));
  },
};
