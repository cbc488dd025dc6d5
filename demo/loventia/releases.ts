import { createHash } from 'node:crypto';
import { glob } from 'node:fs/promises';
import { buildWeb, type WebRelease } from './build-web.ts';

/** One release of the whole system: the site's build and the API's commit. */
export interface Release {
  name: WebRelease;
  /** The build as `buildWeb` left it. */
  dir: string;
  /** The git SHA that the API names: 40 hex digits. */
  apiSha: string;
  /** Paths of the hashed files, sorted: the only marker that the site has of its release. */
  assets: string[];
}

/** The two releases that the demo can serve, built or taken from the cache of builds. */
export type Releases = Record<WebRelease, Release>;

export async function loadReleases(): Promise<Releases> {
  const [current, next] = await Promise.all([loadRelease('current'), loadRelease('next')]);
  return { current, next };
}

async function loadRelease(name: WebRelease): Promise<Release> {
  const { dir } = await buildWeb({ release: name });
  const files = await Array.fromAsync(glob('assets/*', { cwd: dir }));
  const apiSha = createHash('sha1').update(`loventia-api ${name}`).digest('hex');
  return { name, dir, apiSha, assets: files.map((file) => `/${file}`).sort() };
}
