import process from 'node:process';
import { exitCodes } from '#record/vocabulary.ts';
import type { Answer } from '#reporters/model.ts';
import { firstScreen } from '#reporters/text/first-screen.ts';
import { openStore } from '#store/open-store.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { loadSettings, type Settings } from '#targets/definition/settings.ts';
import { attempt } from '../our-fault.ts';
import { answerFile } from '../sinks/answer-file.ts';
import { githubAnnotations } from '../sinks/github-annotations.ts';
import { githubSummary } from '../sinks/github-summary.ts';
import { html } from '../sinks/html.ts';
import { write } from '../sinks/write.ts';
import { tellAll } from '../sinks.ts';
import { tellPeople } from '../tell/tell-people.ts';
import { workflowRun } from '../workflow-run.ts';
import { answerGate } from './answer-gate.ts';
import { answerOfLook } from './answer-of-look.ts';
import { type Gated, lookAtDeploy } from './gate.ts';
import type { GateAnswer } from './gate-answer.ts';
import type { GateOptions } from './gate-options.ts';
import { gatesSoFar, type LedgerEntry, noteGate, wouldHaveBlocked } from './ledger.ts';
import { tellGate } from './tell-gate.ts';

/**
 * The gate of a deploy, from its fence to its exit code.
 *
 * @returns 1 or 3 to hold the deploy up, 0 or 2 to let it pass, 4 and 5 where nothing was looked at.
 * @throws {ConfigError} when nothing has run because it could not be understood.
 */
export async function runGate(
  options: GateOptions,
  environment: Environment,
  { signal, json }: { signal: AbortSignal; json: boolean },
): Promise<number> {
  if (options.skip !== undefined) return skipGate(options, options.skip, environment, json);
  const tell = (line: string) => void process.stderr.write(`gate: ${line}\n`);
  const gated = await lookAtDeploy(options, environment, { signal, tell });
  const found = answerGate(gated, options);
  const stopped = found.verdict === 'interrupted' && signal.reason === 'SIGTERM';
  const answer = stopped ? { ...found, verdict: 'terminated' as const, code: exitCodes.terminated } : found;
  const observed = await note(answer, options, gated.settings, environment);
  const last = gated.looked?.rounds.at(-1);
  await tellGate({ ...answer, observed }, environment, json, last?.run.folder);
  const seen = await tellLooks(gated, options, environment, json);
  // The look has a record of its own; that somebody was not told stands in a line.
  if (last && seen)
    await tellPeople(
      { record: last.record, answer: seen, isSure: answer.verdict === 'failed' },
      { settings: gated.settings, environment, until: signal },
    );
  return answer.code;
}

/** Nobody looks: that is written down too, with its reason. */
async function skipGate(
  options: GateOptions,
  reason: string,
  environment: Environment,
  json: boolean,
): Promise<number> {
  const settings = await loadSettings(environment);
  const { target } = settings;
  const answer: GateAnswer = {
    ...{ schema: 1, target: target.name, verdict: 'skipped', code: exitCodes.degraded, blocks: false },
    ...{ mode: options.mode ?? target.gate.mode, rollback: 'no', why: 'nobody has looked', scope: 'none' },
    ...{ causes: [], releases: [], waitedMs: 0, rounds: [], remarks: [`skipped: ${reason}`], report: '', observed: '' },
  };
  const observed = await note(answer, options, settings, environment);
  await tellGate({ ...answer, observed }, environment, json);
  return answer.code;
}

/** Keeps count, and says what has come together. A store that fails changes no answer. */
async function note(
  { verdict, mode, blocks }: GateAnswer,
  { releases, skip }: GateOptions,
  { target, runId, reports }: Settings,
  environment: Environment,
): Promise<string> {
  const run = workflowRun(environment) ?? `${reports}/${runId}`;
  const entry: LedgerEntry = {
    ...{ at: new Date().toISOString(), verdict, mode, blocks, releases: [...releases], run },
    ...(skip && { skipped: skip }),
  };
  const faults: string[] = [];
  const keep = async () => {
    const store = openStore(target, environment);
    await noteGate(store, entry);
    return wouldHaveBlocked(await gatesSoFar(store));
  };
  const observed = await attempt(faults, 'the count of gates could not be kept', keep, 'nobody keeps count');
  for (const fault of faults) process.stderr.write(`watchpost: ${fault}\n`);
  return observed;
}

/**
 * Every look has its report; the last one is told. Its advice on going back is that of the gate, which knows more.
 *
 * @returns the answer of the last look.
 */
async function tellLooks(
  { looked, before, fenced }: Gated,
  options: GateOptions,
  environment: Environment,
  json: boolean,
): Promise<Answer | undefined> {
  const deployed = { before, components: fenced.components, migration: options.migration };
  let last: Answer | undefined;
  for (const look of looked?.rounds ?? []) {
    const { record, run } = look;
    last = answerOfLook(look, run.settings.target, deployed);
    const told = { record, answer: last, folder: run.folder, environment, json, debug: false };
    const isLast = look === looked?.rounds.at(-1);
    if (isLast && !json) await write(process.stdout, `\n${firstScreen(told.answer)}\n`);
    if (isLast) await tellAll('at once', told, [githubAnnotations, githubSummary]);
    await tellAll('at the end', told, [html, answerFile]);
  }
  return last;
}
