import { publishRun } from '#cloudwatch/publish.ts';
import { openStore } from '#store/open-store.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { keep } from '../keep.ts';
import { cleanUp, type FinishedRun, runAsFarAsKnown } from '../run-checks.ts';
import { type Understood, understand } from '../understand.ts';
import { askedOf } from './asked-of.ts';
import type { Round } from './decision.ts';
import type { ReadyRun } from './look-ahead.ts';

/** A look at the target, with all that was made of it. */
export interface Look extends Round {
  run: FinishedRun;
  understood: Understood;
}

/**
 * Runs the checks once, as a round of a gate: understood, published and kept like any other run. It is told when all are
 * over.
 *
 * @param options `stop` ends it early, its reason is the signal that came; `ready` is a run that waits to begin.
 * @throws {ConfigError} when nothing has run because it could not be understood.
 */
export async function lookAt(
  kind: Round['kind'],
  round: number,
  environment: Environment,
  { stop, ready }: { stop?: AbortSignal | undefined; ready?: ReadyRun | undefined } = {},
): Promise<Look> {
  const asked = { ...askedOf(kind, round, environment), ...(ready && { WATCHPOST_RUN_ID: ready.runId }) };
  // Standard output is left to the answer.
  const run = await runAsFarAsKnown(asked, {
    json: true,
    ...(ready && { runner: ready.runner }),
    ...(stop && { stop }),
  });
  try {
    const understood = await understand(run, asked, stop);
    const { settings } = run;
    const store = openStore(settings.target, asked);
    const publish = await publishRun(understood.record, settings.target, {
      store,
      environment: asked,
      ...(stop && { until: stop }),
    });
    const record = await keep({ ...understood.record, publish }, understood.history, run, asked);
    return { kind, record, causes: understood.answer.diagnosis.causes, run, understood };
  } finally {
    cleanUp(run);
  }
}
