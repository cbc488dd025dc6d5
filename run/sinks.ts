import process from 'node:process';
import { inOneLine } from './our-fault.ts';
import { answerFile } from './sinks/answer-file.ts';
import { githubAnnotations } from './sinks/github-annotations.ts';
import { githubSummary } from './sinks/github-summary.ts';
import { html } from './sinks/html.ts';
import { json } from './sinks/json.ts';
import { published } from './sinks/published.ts';
import type { Sink, Told } from './sinks/sink.ts';
import { terminal } from './sinks/terminal.ts';

/** All that are told how a run ended. One more is a file of `sinks/` and a line here. */
const sinks: readonly Sink[] = [terminal, githubAnnotations, githubSummary, published, json, html, answerFile];

/** How long telling one may take, in ms. */
const limitMs = 10_000;

/** Tells those whose time has come, beside each other. Never rejects: whoever cannot be told is reported in a line. */
export async function tellAll(when: Sink['when'], told: Told, all = sinks, withinMs = limitMs): Promise<void> {
  await Promise.all(all.filter((sink) => sink.when === when).map((sink) => tellOne(sink, told, withinMs)));
}

async function tellOne(sink: Sink, told: Told, withinMs: number): Promise<void> {
  const overdue = new AbortController();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(`not told within ${withinMs / 1_000} s`));
    overdue.abort();
  }, withinMs);
  try {
    await Promise.race([sink.tell(told, overdue.signal), late]);
  } catch (error) {
    process.stderr.write(`watchpost: ${sink.name}: ${inOneLine(error)}\n`);
  } finally {
    clearTimeout(timer);
  }
}
