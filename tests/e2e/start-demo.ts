import { bootLoventiaDemo } from '#cli/systems/loventia.ts';
import type { Loventia } from '#demo/loventia/boot.ts';

/** A demo in the process of the test, with what a run has to be told to find it. Disposing it closes it. */
export type StartedDemo = Loventia & { environment: Record<string, string> } & AsyncDisposable;

/** Boots the demo as a command does, but where the test can look into it. */
export async function startDemo(fault: string[] = [], { plant = false } = {}): Promise<StartedDemo> {
  const { demo, environment, close } = await bootLoventiaDemo({
    ...{ faults: fault, latencyMs: 0, jitterMs: 0, evidence: [], manyRuns: false, plant },
  });
  return { ...demo, environment, [Symbol.asyncDispose]: close };
}
