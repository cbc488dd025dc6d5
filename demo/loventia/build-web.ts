import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import vite from 'vite/package.json' with { type: 'json' };
import { buildOnce } from '../build-once.ts';

/** `current` is what a boot serves; `next` is the release after it, whose asset hashes differ. */
export type WebRelease = 'current' | 'next';

export interface BuildWebOptions {
  /** Default `current`. */
  release?: WebRelease;
  /** Holds one folder a build. Default `.watchpost/demo-web` at the repository's root. */
  cacheDir?: string;
}

export interface WebBuild {
  /** Holds `index.html`, `assets/` and vite's manifest. Shared by every builder of the same sources: read only. */
  dir: string;
}

const sources = import.meta.dirname;
const root = join(sources, 'web');
const nodeEnv = process.env['NODE_ENV'];
/** Taken once a process: it reads every source, and each boot of a demo asks for two builds of them. */
let fingerprinted: Promise<string> | undefined;

const news = {
  current: '',
  next: 'New: plan the walk together',
} as const satisfies Record<WebRelease, string>;

/**
 * Builds the single-page app, or finds the build of the same sources in the cache.
 */
export async function buildWeb({ release = 'current', cacheDir }: BuildWebOptions = {}): Promise<WebBuild> {
  const cache = cacheDir ?? join(sources, '../../.watchpost/demo-web');
  fingerprinted ??= fingerprint();
  const dir = join(cache, `${await fingerprinted}-${release}`);
  await buildOnce(dir, (draft) => runVite(draft, release));
  return { dir };
}

async function runVite(outDir: string, release: WebRelease): Promise<void> {
  // Loaded only here, because it takes longer than finding a build in the cache.
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'silent',
    define: { __NEWS__: JSON.stringify(news[release]) },
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, manifest: true, reportCompressedSize: false },
  });
  restoreNodeEnv();
}

/** Vite leaves `production` in the environment, which everything started later would inherit. */
function restoreNodeEnv(): void {
  if (nodeEnv === undefined) delete process.env['NODE_ENV'];
  else process.env['NODE_ENV'] = nodeEnv;
}

/** Everything a build depends on: the app's sources, the pictures it imports, how it is built, and vite. */
async function fingerprint(): Promise<string> {
  const files = await Array.fromAsync(
    glob(['web/**/*.*', 'photos/*.{jpg,png,webp}', 'build-web.ts'], { cwd: sources, exclude: ['**/*.test.*'] }),
  );
  const hash = createHash('sha256').update(vite.version);
  for (const file of files.sort()) hash.update(file).update(await readFile(join(sources, file)));
  return hash.digest('hex').slice(0, 16);
}
