import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Keeps every core busy until it is disposed of. */
export function loadCores(): AsyncDisposable {
  const program = fileURLToPath(new URL('cpu-load.ts', import.meta.url));
  const children = Array.from({ length: availableParallelism() }, () => fork(program, { stdio: 'ignore' }));
  const ended = Promise.all(children.map((child) => once(child, 'exit')));
  return {
    async [Symbol.asyncDispose]() {
      for (const child of children) if (child.connected) child.disconnect();
      await ended;
    },
  };
}
