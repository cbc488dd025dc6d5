import process from 'node:process';
import { appendAtOnce } from '#record/append-at-once.ts';
import { annotation } from '#reporters/github/annotation.ts';
import { escapeMarkdown } from '#reporters/github/escape.ts';
import { asCommands } from '#reporters/github/workflow-commands.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { inOneLine } from '../our-fault.ts';
import { write } from '../sinks/write.ts';
import type { Settled } from './settle.ts';

/** Says what the second look came to: on standard error, in the workflow's annotations and in the summary of its job. Never rejects. */
export async function tellSettled(settled: Settled, afterMs: number, environment: Environment): Promise<void> {
  const { GITHUB_ACTIONS: inWorkflow, GITHUB_STEP_SUMMARY: summary } = environment;
  const text = inWords(settled, afterMs);
  const kind = settled.how === 'once' ? 'warning' : 'error';
  const places = [
    write(process.stderr, `watchpost: ${text}\n`),
    inWorkflow && write(process.stderr, asCommands([annotation({ kind, title: 'Second look', text })])),
    summary && appendAtOnce(summary, `**Second look:** ${escapeMarkdown(text)}\n\n`),
  ];
  for (const told of await Promise.allSettled(places))
    if (told.status === 'rejected')
      process.stderr.write(`watchpost: the second look could not be told: ${inOneLine(told.reason)}\n`);
}

/** In one line, of ids alone. */
export function inWords({ how, red }: Settled, afterMs: number): string {
  const later = `${afterMs / 1_000} s later`;
  const what = red.join(', ') || 'the run';
  if (how === 'again') return `red again ${later}: ${what}`;
  if (how === 'once') return `seen once, not again ${later}, so degraded and not failed: ${what}`;
  if (how === 'comes and goes') return `not seen ${later}, but in several of the runs before, so it stands: ${what}`;
  return `whether it is still there ${later} could not be found out, so it stands: ${what}`;
}
