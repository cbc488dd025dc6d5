import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { stripePatienceMs } from '#fixtures/billing/providers/stripe/patience.ts';
import { createAuthority } from '#prove/authority.ts';
import type { Fate } from '#prove/board.ts';
import { type LearntAnswer, learn } from '#prove/learn.ts';
import { mutantsOf } from '#prove/mutants.ts';
import { prove, type RunLane } from '#prove/prove.ts';
import { openUpstream } from '#prove/upstream.ts';
import type { RunRecord } from '#record/run-record.ts';
import { exitCodes } from '#record/vocabulary.ts';
import { openStore } from '#store/open-store.ts';
import type { Store } from '#store/store.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Target } from '#targets/target.ts';
import { type Lane, openLane } from './lane.ts';
import { loginOf } from './login-of.ts';
import { hostNamer } from './origins.ts';
import { readsIn } from './stage.ts';

/** The checks do not pass even though no answer was changed: of them nothing can be proved. */
export class BaselineNotGreen extends Error {
  override name = 'BaselineNotGreen';
  /** 4 where a secret is missing or refused, 3 otherwise. */
  readonly code: number;

  constructor({ verdict }: RunRecord, lines: readonly string[]) {
    super(['Nothing is proved: the checks are not green even though no answer was changed.', ...lines].join('\n'));
    this.code = verdict.name === 'misconfigured' ? exitCodes.misconfigured : exitCodes.inconclusive;
  }
}

interface ProofOf {
  target: Target;
  /** What a run of these checks is told. */
  environment: Environment;
  /** How many runs at once. */
  lanes: number;
  /** Puts into the store what earlier runs would have seen. */
  remember?: (store: Store) => Promise<void>;
}

/** What became of every mutant, and the answers of which none were made. */
interface Proof {
  fates: readonly Fate[];
  unjudged: string[];
}

/** Learns from a clean run what the checks read, and shows them everything that can be wrong with it. */
export async function proveTarget({ target, environment, lanes, remember }: ProofOf): Promise<Proof> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'watchpost-prove-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const authority = await createAuthority();
  await writeFile(join(folder, 'ca.pem'), authority.caPem);
  const upstream = openUpstream(target.network);
  stack.defer(() => upstream.close());
  const ground = { target, environment, folder, authority, upstream };
  const first = await openLane(ground, stack);
  const others = await Promise.all(Array.from({ length: lanes - 1 }, () => openLane(ground, stack)));
  await remember?.(openStore(target, { WATCHPOST_STORE: join(folder, 'store') }));
  const reads = join(folder, 'reads.jsonl');
  const record = await first.learn(reads);
  mustBeGreen(record);
  const learnt = await learnFrom(first, record, target, reads);
  const isUnjudged = ({ key }: LearntAnswer) => target.proof.unjudged.some(({ answer }) => answer.test(key));
  const mutants = mutantsOf(
    learnt.filter((answer) => !isUnjudged(answer)),
    lateMsFor(target),
  );
  const fates = await prove({
    mutants,
    readBy: readsOfChecks(learnt, record),
    progress: (decided) => process.stderr.write(`${decided} of ${mutants.length} mutants decided\n`),
    lanes: [first, ...others].map((lane) => showing(lane, record)),
  });
  return { fates, unjudged: learnt.filter(isUnjudged).map(({ key }) => key) };
}

async function learnFrom({ stage }: Lane, record: RunRecord, target: Target, file: string): Promise<LearntAnswer[]> {
  const isLogin = loginOf(target);
  return learn({
    witnessed: stage.witnessed,
    reads: await readsIn(file),
    record,
    hostOf: hostNamer(target),
    sharedBy: (one) => (isLogin(one) && one.answer.status < 300 ? 'auth/login' : undefined),
  });
}

/** Later than any request of the checks to that address may take, in ms. */
function lateMsFor(target: Target): (url: URL) => number {
  const { billing, budgets } = target;
  const stripe = billing.mode === 'off' ? undefined : new URL(billing.apiUrl).origin;
  const patienceMs = Math.max(budgets.request, budgets.image * 4);
  return ({ origin }) => (origin === stripe ? stripePatienceMs(target) : patienceMs) + 500;
}

function readsOfChecks(learnt: readonly LearntAnswer[], { checks }: RunRecord): Map<string, Set<string>> {
  const keysOf = (id: string) => learnt.filter(({ readers }) => readers.includes(id)).map(({ key }) => key);
  return new Map(checks.map(({ id }) => [id, new Set(keysOf(id))]));
}

/** Runs what is to be shown on a lane, with no more tiers than its checks need. */
const showing =
  ({ stage, show }: Lane, { checks }: RunRecord): RunLane =>
  async (showings) => {
    stage.play(showings.map(({ mutant }) => mutant));
    const ids = showings.map(({ check }) => check);
    const tiers = new Set(checks.filter(({ id }) => ids.includes(id)).map(({ tier }) => tier));
    return { record: await show(ids.join(' '), [...tiers].join(' ')), served: stage.played };
  };

function mustBeGreen(record: RunRecord): void {
  const { checks, harness, verdict } = record;
  const bad = checks.filter(({ outcome, notRun }) => outcome !== 'pass' && notRun !== 'no-past');
  if (bad.length === 0 && checks.length > 0 && harness.length === 0) return;
  const lines = bad.map(({ id, outcome, failure, reason }) => `  ${id} ${outcome}: ${failure?.message ?? reason}`);
  throw new BaselineNotGreen(record, [...lines, ...verdict.reasons.map(({ message }) => `  ${message}`)]);
}
