import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '#reporters/model.ts';
import { type Counting, courseAfter, nothingSeen, type Unfolding } from '#reporters/triage/course-after.ts';
import type { History } from '#store/history.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { checksToRepeat } from './checks-to-repeat.ts';
import { keepLook, type Look, look } from './look.ts';
import { saidOnly } from './said-only.ts';
import { sparesSignIn } from './spares-sign-in.ts';

export interface WatchOptions extends Counting {
  /** What a look is told; its reports go to the folder of the triage. */
  environment: Environment;
  /** How long to go on, from one look to the next, and how rarely to sign in, in ms. */
  forMs: number;
  everyMs: number;
  signInEveryMs: number;
  /** Open pages too, from the second look on: the first is to be quick. */
  opensPages: boolean;
  /** A course that began before: with a run of CI. */
  begun?: Unfolding | undefined;
  /** Ends it between two looks. */
  signal: AbortSignal;
  /** Called when a look takes long, with what is known so far. */
  soFar(answer: Answer): void;
  /** Called after each look; `isNews` when something is not as it was. */
  told(look: Look, unfolding: Unfolding, isNews: boolean): Promise<void>;
}

export interface Watched {
  last: Look;
  unfolding: Unfolding;
}

/**
 * Looks again and again, each time after the last look is over, and stops by itself. A look that shows nothing new leaves
 * nothing on the disk.
 *
 * @throws {ConfigError} when the first look could not be understood.
 */
export async function watch(options: WatchOptions): Promise<Watched> {
  const { environment, forMs, everyMs, opensPages, signal, soFar, told } = options;
  const endsAt = Date.now() + forMs;
  let unfolding = options.begun ?? nothingSeen(options.goodAskedFor);
  let past: History | undefined;
  let signedInAt = 0;
  let repeated: string[] | undefined;
  let spares = false;
  let last: Look | undefined;
  for (let round = 1; ; round += 1) {
    const startedAt = Date.now();
    const plan = planOf({ round, startedAt, endsAt, signedInAt, spares }, options);
    if (plan.isWhole) signedInAt = startedAt;
    const asked = { WATCHPOST_ROUND: String(round), WATCHPOST_TIERS: plan.tiers, ...(!plan.isWhole && only(repeated)) };
    const here = await look({
      environment: { ...environment, ...asked },
      past,
      stop: signal,
      ...(round === 1 && { soFar }),
    });
    if (last && wasStopped(here) && here.record.checks.every(({ outcome }) => outcome !== 'fail'))
      return { last: await instead(last, here, environment), unfolding };
    last = here;
    if (plan.isWhole || here.record.verdict.name === 'failed') repeated = checksToRepeat(here.record.checks);
    spares ||= sparesSignIn(here.record.checks, here.target);
    const before = unfolding;
    unfolding = courseAfter(before, { answer: here.answer, releases: here.past.releases }, options);
    past = here.past;
    const isNews = round === 1 || isNew(before, unfolding);
    const isOver = plan.isLast || signal.aborted || wasStopped(here);
    await told(here, unfolding, isNews);
    await keeping(() =>
      isNews || isOver ? keepLook(here, environment) : rm(here.folder, { recursive: true, force: true }),
    );
    // The first look left out what takes long.
    const nextAt = round === 1 && opensPages ? startedAt : startedAt + everyMs;
    if (isOver || !(await waited(nextAt, signal))) return { last: here, unfolding };
  }
}

const keeping = (work: () => Promise<unknown>) => saidOnly('the report of a look could not be kept', work);

/** A look that was broken off and found nothing says nothing: the one before is the last. */
async function instead(last: Look, broken: Look, environment: Environment): Promise<Look> {
  await keeping(async () => {
    await rm(broken.folder, { recursive: true, force: true });
    await keepLook(last, environment);
  });
  return last;
}

/** Where sign-in is spared it is asked no more often, in ms. */
const sparingMs = 120_000;

interface Now {
  round: number;
  /** In ms since 1970. */
  startedAt: number;
  endsAt: number;
  signedInAt: number;
  /** Sign-in is to be left alone for a while. */
  spares: boolean;
}

/** What a look is to take in. */
interface Plan {
  isLast: boolean;
  /** Everything, sign-in too. */
  isWhole: boolean;
  tiers: string;
}

/** The first is quick, and the last is whole, because the command answers with it. */
function planOf({ round, startedAt, endsAt, signedInAt, spares }: Now, options: WatchOptions): Plan {
  const { environment, everyMs, signInEveryMs, opensPages } = options;
  const isLast = startedAt + everyMs > endsAt;
  const withPages = opensPages && (round > 1 || isLast);
  const tiers = (environment['WATCHPOST_TIERS'] ?? '').split(' ').filter((tier) => tier === 'http' || withPages);
  const restMs = Math.max(signInEveryMs, spares ? sparingMs : 0);
  const isWhole = isLast || startedAt - signedInAt >= restMs;
  return { isLast, isWhole, tiers: tiers.join(' ') };
}

const only = (checks: readonly string[] | undefined) => (checks ? { WATCHPOST_CHECKS: checks.join(' ') } : {});

/** Waits without any work; false when it was told to stop. */
async function waited(until: number, signal: AbortSignal): Promise<boolean> {
  await sleep(Math.max(0, until - Date.now()), undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}

const wasStopped = ({ record: { verdict } }: Look) => verdict.name === 'interrupted' || verdict.name === 'terminated';

/** Whether something is not as it was: how it stands, what it is, or a release. */
const isNew = (before: Unfolding, { course }: Unfolding): boolean =>
  before.course.state !== course.state || before.course.events.length !== course.events.length;
