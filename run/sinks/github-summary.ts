import { appendAtOnce } from '#record/append-at-once.ts';
import { renderSummary } from '#reporters/github/summary.ts';
import type { Sink } from './sink.ts';

/** The summary of the job, which several steps may add to. */
export const githubSummary: Sink = {
  name: 'the job summary',
  when: 'at once',
  async tell({ answer, environment: { GITHUB_STEP_SUMMARY: file } }) {
    if (file) await appendAtOnce(file, renderSummary(answer));
  },
};
