import { setTimeout as delay } from 'node:timers/promises';
import type { WebRelease } from './build-web.ts';
import type { CdnOptions } from './cdn.ts';
import type { Release, Releases } from './releases.ts';

/** Which release is served, and which was before it: its assets are still in the bucket. */
export interface Deployment {
  current(): Release;
  previous(): Release;
  /** What a rollout brings. */
  next(): Release;
  /** Deploys a release, site and API at once; deploying the one before is a rollback. */
  deploy(name: WebRelease): void;
  /**
   * Replaces one task of the API after the other, and then the site.
   *
   * @param stepMs between two of them.
   */
  rollOut(name: WebRelease, stepMs: number): Promise<void>;
  /** The release of the task that answers next: they take turns. */
  answering(): Release;
  /** What the CDN reads at every request. */
  site(rest: Pick<CdnOptions, 'apiUrl' | 'faults'>): CdnOptions;
}

/** So many tasks answer for the API. */
const taskCount = 4;

const other = { current: 'next', next: 'current' } as const satisfies Record<WebRelease, WebRelease>;

/** Begins with the release named `current`, deployed over the other one. */
export function createDeployment(releases: Releases): Deployment {
  let served: WebRelease = 'current';
  const tasks: WebRelease[] = Array(taskCount).fill(served);
  let turns = 0;
  const current = () => releases[served];
  const previous = () => releases[other[served]];
  return {
    current,
    previous,
    next: () => releases.next,
    deploy(name) {
      served = name;
      tasks.fill(name);
    },
    async rollOut(name, stepMs) {
      for (let task = 0; task < taskCount; task += 1) {
        tasks[task] = name;
        await delay(stepMs);
      }
      served = name;
    },
    answering() {
      turns += 1;
      return releases[tasks[turns % taskCount] ?? served];
    },
    site: (rest) => ({
      ...rest,
      get dir() {
        return current().dir;
      },
      get previousDirs() {
        return [previous().dir];
      },
    }),
  };
}
