import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Asked } from './count-asked.ts';
import type { World } from './plain/world.ts';
import type { SlowDemo } from './slow-demo.ts';

/** A demo in a process of its own. */
export interface Demo {
  /** What a run of ours is told. */
  environment: Record<string, string>;
  /** What the plain script is told. */
  world: World;
  /** What was asked since the last time. */
  asked(): Promise<Asked>;
  close(): Promise<void>;
}

/** Boots the demo with so many milliseconds added to every answer, and what else is slow in it. */
export async function bootDemo(latencyMs: number, slow?: SlowDemo): Promise<Demo> {
  const file = fileURLToPath(new URL('./demo-process.ts', import.meta.url));
  const child = fork(file, [JSON.stringify({ latencyMs, slow })], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const gone = once(child, 'exit');
  const failed = gone.then(([code]) => Promise.reject(new Error(`the demo ended with code ${code}`)));
  failed.catch(() => undefined);
  const next = () => Promise.race([once(child, 'message'), failed]);
  const [{ environment, world }] = await next();
  return {
    environment,
    world,
    async asked() {
      const answer = next();
      child.send('asked');
      return (await answer)[0];
    },
    async close() {
      child.disconnect();
      await gone;
    },
  };
}
