import process from 'node:process';
import { createRedactor } from '#record/redactor.ts';
import type { RunRecord } from '#record/run-record.ts';
import { withNote } from '#record/with-note.ts';
import { annotation } from '#reporters/github/annotation.ts';
import { asCommands } from '#reporters/github/workflow-commands.ts';
import { openLeases } from '#store/open-leases.ts';
import { openStore } from '#store/open-store.ts';
import { type Environment, knownSecrets } from '#targets/definition/secrets.ts';
import type { Settings } from '#targets/definition/settings.ts';
import { attempt, inOneLine } from '../our-fault.ts';
import { unnamedSecrets } from '../secrets-of-run.ts';
import { deliver } from './deliver.ts';
import { incidentsAfter } from './incidents-after.ts';
import { noticeOf } from './notice-of.ts';
import { plainNotice } from './plain-notice.ts';
import { networkPost, type Post } from './post.ts';
import { queued } from './queued.ts';
import { recalledFrom } from './recalled.ts';
import type { SeenRun } from './seen-run.ts';
import { tellerOf } from './tellers.ts';
import { nothingTold, recallTelling, rememberTelling, type TellingState } from './telling-state.ts';

/** All telling of one run may take this long, in ms: those who are told are told beside each other. */
const limitMs = 10_000;
/** How long to wait for another run that tells people of the same target, in ms. */
const turnMs = 5_000;

export interface TellingOptions {
  settings: Pick<Settings, 'target' | 'tells' | 'runId' | 'planted'>;
  environment: Environment;
  /** Aborted when the process is to end: what is not heard by then waits for the next run. */
  until?: AbortSignal;
}

/**
 * Tells the people whom a target names what has become of its incidents, and a heartbeat that the run is over. Never rejects:
 * who could not be told is named in a line, in the record's notes and as an annotation, and told by the next run. Nothing of
 * it touches the verdict.
 */
export async function tellPeople(
  run: Omit<SeenRun, 'isSure'> & { isSure?: boolean },
  options: TellingOptions,
): Promise<RunRecord> {
  const { settings, environment, until = new AbortController().signal } = options;
  const { target, tells } = settings;
  if (!tells || Object.keys(target.tell).length === 0) return run.record;
  const failures: string[] = [];
  const unnamed = await attempt(failures, 'the tokens of the run are not known', () => unnamedSecrets(settings), {});
  const redact = createRedactor({ ...knownSecrets(target, environment), ...unnamed });
  const newPost = () => networkPost(environment, { redact, until, withinMs: limitMs });
  const seen = { isSure: false, ...run };
  const incidents = async () => {
    if (!run.record.maintenance)
      await withTurn(options, () => tellIncidents(seen, options, { post: newPost(), redact, failures }));
  };
  await Promise.all([
    attempt(failures, 'people could not be told', incidents, undefined),
    beat(run.record, target, newPost(), failures),
  ]);
  if (failures.length > 0) await loud(failures, environment);
  return failures.reduce(withNote, run.record);
}

interface Means {
  post: Post;
  redact: (text: string) => string;
  failures: string[];
}

async function tellIncidents(run: SeenRun, { settings, environment }: TellingOptions, means: Means): Promise<void> {
  const { tell } = settings.target;
  const { post, redact, failures } = means;
  const store = openStore(settings.target, environment);
  const lost: string[] = [];
  const found = await attempt(
    lost,
    'who was told what so far could not be read',
    () => recallTelling(store),
    undefined,
  );
  const recall = () => recalledFrom(tell, run.record, post);
  const before = found ?? (await attempt(failures, 'what is open could not be asked for', recall, nothingTold));
  const after = (isSure: boolean) => {
    const { state, changes } = incidentsAfter(before, { ...run, isSure });
    return queued(state, changes, tell, (change) => plainNotice(noticeOf(change, run, environment), redact));
  };
  const remember = (state: TellingState) =>
    attempt(lost, 'who was told what could not be kept', () => rememberTelling(store, state).then(() => true), false);
  // Written down before it is sent: a run that is killed now is made up for by the next.
  const state = after(run.isSure || lost.length > 0);
  const isNews = JSON.stringify(state) !== JSON.stringify(found);
  const isKept = !isNews || (await remember(state));
  const sent = await deliver(isKept ? state : after(true), tell, post, new Date(run.record.endedAt));
  if (state.waiting.length > 0) await remember(sent.state);
  // Without a memory no second run can be waited for.
  failures.push(
    ...lost.slice(0, 1).map((line) => `${line}; what is red is told at once, and perhaps twice`),
    ...sent.failures,
  );
}

/** One run at a time tells the people of a target, on whatever machine; one that gets no turn tells them all the same. */
async function withTurn({ settings, environment }: TellingOptions, work: () => Promise<void>): Promise<void> {
  const leases = openLeases(settings.target, environment);
  const lease = await leases.first(['telling'], settings.runId, turnMs).catch(() => undefined);
  try {
    await work();
  } finally {
    await lease?.release().catch(() => undefined);
  }
}

async function beat(record: RunRecord, { tell }: Settings['target'], post: Post, failures: string[]): Promise<void> {
  const beating = Object.entries(tell).map(async ([name, setting]) => {
    const teller = tellerOf(setting);
    if (teller.hears !== 'runs') return;
    try {
      await teller.beat(record, setting, post);
    } catch (error) {
      failures.push(`${name} (${setting.kind}) was not told that the run is over: ${inOneLine(error)}`);
    }
  });
  await Promise.all(beating);
}

/** Whoever looks at the run sees that somebody else was not told. */
async function loud(failures: readonly string[], environment: Environment): Promise<void> {
  for (const line of failures) process.stderr.write(`watchpost: ${line}\n`);
  if (!environment['GITHUB_ACTIONS']) return;
  const annotations = failures.map((text) => annotation({ kind: 'warning', title: 'Somebody was not told', text }));
  process.stderr.write(asCommands(annotations));
}
