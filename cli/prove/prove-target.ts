import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { type Authority, createAuthority } from '../../prove/authority.ts';
import { learn } from '../../prove/learn.ts';
import { mutantsOf } from '../../prove/mutants.ts';
import { type Fate, prove } from '../../prove/prove.ts';
import { startProxy } from '../../prove/proxy.ts';
import { openUpstream, type Upstream } from '../../prove/upstream.ts';
import type { RunRecord } from '../../record/run-record.ts';
import { folderStore, storeRoot } from '../../store/folder-store.ts';
import type { Store } from '../../store/store.ts';
import type { Environment } from '../../targets/definition/secrets.ts';
import type { Target } from '../../targets/target.ts';
import { cleanUp, runChecks } from '../run-checks.ts';
import { hostNamer, originsOf } from './origins.ts';
import { readsIn, Stage } from './stage.ts';

/** The checks do not pass even though no answer was changed: of them nothing can be proved. */
export class BaselineNotGreen extends Error {
  override name = 'BaselineNotGreen';
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
  fates: Fate[];
  unjudged: string[];
}

/** Longer than a request may take, in ms. */
const pastTheBudgetMs = 500;

/** Learns from a clean run what the checks read, and shows them everything that can be wrong with it. */
export async function proveTarget({ target, environment, lanes, remember }: ProofOf): Promise<Proof> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'watchpost-prove-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const authority = await createAuthority();
  await writeFile(join(folder, 'ca.pem'), authority.caPem);
  const upstream = openUpstream(target.network);
  stack.defer(() => upstream.close());
  const opened = await Promise.all(
    Array.from({ length: lanes }, () => openLane({ target, environment, folder, authority, upstream }, stack)),
  );
  const [first] = opened;
  if (!first) return { fates: [], unjudged: [] };
  await remember?.(folderStore(storeRoot(target, { WATCHPOST_STORE: join(folder, 'store') })));
  const record = await first.run({ WATCHPOST_READS: join(folder, 'reads.jsonl') });
  mustBeGreen(record);
  const { login } = target.auth?.routes ?? {};
  const learnt = learn({
    witnessed: first.stage.witnessed,
    reads: await readsIn(join(folder, 'reads.jsonl')),
    record,
    hostOf: hostNamer(target),
    sharedBy: ({ method, url, answer }) =>
      method === 'POST' && url.pathname === login && answer.status < 300 ? 'auth/login' : undefined,
  });
  const unjudged = learnt.filter(({ key }) => target.proof.unjudged.some(({ answer }) => answer.test(key)));
  const judged = learnt.filter((answer) => !unjudged.includes(answer));
  const mutants = mutantsOf(judged, target.budgets.request + pastTheBudgetMs);
  const readBy = new Map(
    record.checks.map(({ id }) => [
      id,
      new Set(learnt.filter(({ readers }) => readers.includes(id)).map(({ key }) => key)),
    ]),
  );
  const fates = await prove({
    mutants,
    readBy,
    progress: (decided) => process.stderr.write(`${decided} of ${mutants.length} mutants decided\n`),
    lanes: opened.map(({ run, stage }) => async (showings) => {
      stage.play(showings.map(({ mutant }) => mutant));
      const checks = showings.map(({ check }) => check);
      const tiers = new Set(record.checks.filter(({ id }) => checks.includes(id)).map(({ tier }) => tier));
      return {
        record: await run({ WATCHPOST_CHECKS: checks.join(' '), WATCHPOST_TIERS: [...tiers].join(' ') }),
        served: stage.played,
      };
    }),
  });
  return { fates, unjudged: unjudged.map(({ key }) => key) };
}

interface Lane {
  stage: Stage;
  /** A run through the lane's proxy, in a world of its own: what it stores is gone with it. */
  run(more: Record<string, string>): Promise<RunRecord>;
}

interface Ground {
  target: Target;
  environment: Environment;
  folder: string;
  authority: Authority;
  upstream: Upstream;
}

async function openLane(ground: Ground, stack: AsyncDisposableStack): Promise<Lane> {
  const { target, environment, folder, authority, upstream } = ground;
  const stage = new Stage(upstream, target);
  const origins = originsOf(target);
  const proxy = await startProxy({ origins, authority, upstream: stage, change: (passing) => stage.change(passing) });
  stack.use(proxy);
  const network = { 'network.connectTo': proxy.connectTo, 'network.caFile': join(folder, 'ca.pem') };
  const overrides = { ...JSON.parse(environment['WATCHPOST_SET'] ?? '{}'), ...network };
  const run = async (more: Record<string, string>) => {
    const id = `prove-${crypto.randomUUID()}`;
    const store = more['WATCHPOST_READS'] ? join(folder, 'store') : join(folder, id, 'store');
    if (!more['WATCHPOST_READS'])
      await cp(join(folder, 'store'), store, { recursive: true, force: true }).catch(() => undefined);
    const told = {
      ...environment,
      WATCHPOST_SET: JSON.stringify(overrides),
      WATCHPOST_REPORTS: join(folder, id),
      WATCHPOST_STORE: store,
      WATCHPOST_RUN_ID: id,
      ...more,
    };
    const finished = await runChecks(told, { silent: true });
    cleanUp(finished);
    await rm(join(folder, id), { recursive: true, force: true });
    return finished.record;
  };
  return { stage, run };
}

function mustBeGreen({ checks, harness, verdict }: RunRecord): void {
  const bad = checks.filter(({ outcome }) => outcome !== 'pass');
  if (bad.length === 0 && checks.length > 0 && harness.length === 0) return;
  const lines = bad.map(({ id, outcome, failure, reason }) => `  ${id} ${outcome}: ${failure?.message ?? reason}`);
  const reasons = verdict.reasons.map(({ message }) => `  ${message}`);
  throw new BaselineNotGreen(
    ['Nothing is proved: the checks are not green even though no answer was changed.', ...lines, ...reasons].join('\n'),
  );
}
