import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Authority } from '#prove/authority.ts';
import { startProxy } from '#prove/proxy.ts';
import type { Upstream } from '#prove/upstream.ts';
import type { RunRecord } from '#record/run-record.ts';
import { cleanUp, RunBroken, runChecks } from '#run/run-checks.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Target } from '#targets/target.ts';
import { originsOf } from './origins.ts';
import { Stage } from './stage.ts';

/** Somebody stopped a run, and so all that were to follow. */
export class Interrupted extends Error {
  override name = 'Interrupted';
  readonly code: number;

  constructor(code: number) {
    super('interrupted');
    this.code = code;
  }
}

/** What all lanes of a proof stand on. */
export interface Ground {
  target: Target;
  /** What a run of these checks is told. */
  environment: Environment;
  /** A temporary folder with `ca.pem`, the authority's certificate, and `store`, what earlier runs would have seen. */
  folder: string;
  authority: Authority;
  upstream: Upstream;
}

/** A proxy with a stage, and runs that are led through it. */
export interface Lane {
  stage: Stage;
  /** The clean run: it writes what it reads into the file, and its memory into the folder's store. */
  learn(reads: string): Promise<RunRecord>;
  /** A run of these checks, whose memory is gone with it. */
  show(checks: string, tiers: string): Promise<RunRecord>;
}

/** Opens a lane; what it opened is closed with the stack. */
export async function openLane(ground: Ground, stack: AsyncDisposableStack): Promise<Lane> {
  const { target, folder, authority, upstream } = ground;
  const stage = new Stage(upstream, target);
  const change: Stage['change'] = (passing) => stage.change(passing);
  const proxy = await startProxy({ origins: originsOf(target), authority, upstream: stage, change });
  stack.use(proxy);
  const store = join(folder, 'store');
  return {
    stage,
    learn: (reads) => runLane(ground, proxy.connectTo, store, { WATCHPOST_READS: reads }),
    async show(checks, tiers) {
      const own = join(folder, `store-${crypto.randomUUID()}`);
      await cp(store, own, { recursive: true, force: true }).catch(() => undefined);
      const record = await runLane(ground, proxy.connectTo, own, { WATCHPOST_CHECKS: checks, WATCHPOST_TIERS: tiers });
      await rm(own, { recursive: true, force: true });
      return record;
    },
  };
}

async function runLane(
  { environment, folder }: Ground,
  connectTo: Record<string, string>,
  store: string,
  more: Record<string, string>,
): Promise<RunRecord> {
  const id = `prove-${crypto.randomUUID()}`;
  const overrides = {
    ...JSON.parse(environment['WATCHPOST_SET'] ?? '{}'),
    'network.connectTo': connectTo,
    'network.caFile': join(folder, 'ca.pem'),
  };
  const told = {
    ...environment,
    WATCHPOST_SET: JSON.stringify(overrides),
    WATCHPOST_REPORTS: join(folder, 'reports'),
    WATCHPOST_STORE: store,
    WATCHPOST_RUN_ID: id,
    // After a deploy all files are asked for: a part of them would be another one each time.
    WATCHPOST_TRIGGER: 'deploy',
    ...more,
  };
  const finished = await runChecks(told, { silent: true }).catch((error: unknown) => {
    if (error instanceof RunBroken) cleanUp(error.known);
    throw error;
  });
  cleanUp(finished);
  await rm(finished.folder, { recursive: true, force: true });
  const { name, code } = finished.record.verdict;
  if (name === 'interrupted' || name === 'terminated') throw new Interrupted(code);
  return finished.record;
}
