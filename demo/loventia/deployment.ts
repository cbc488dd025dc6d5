import type { WebRelease } from './build-web.ts';
import type { CdnOptions } from './cdn.ts';
import type { Release, Releases } from './releases.ts';

/** Which release is served, and which was before it: its assets are still in the bucket. */
export interface Deployment {
  current(): Release;
  previous(): Release;
  /** Deploys a release, site and API at once; deploying the one before is a rollback. */
  deploy(name: WebRelease): void;
  /** What the CDN reads at every request. */
  site(rest: Pick<CdnOptions, 'apiUrl' | 'faults'>): CdnOptions;
}

const other = { current: 'next', next: 'current' } as const satisfies Record<WebRelease, WebRelease>;

/** Begins with the release named `current`, deployed over the other one. */
export function createDeployment(releases: Releases): Deployment {
  let served: WebRelease = 'current';
  const current = () => releases[served];
  const previous = () => releases[other[served]];
  return {
    current,
    previous,
    deploy(name) {
      served = name;
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
