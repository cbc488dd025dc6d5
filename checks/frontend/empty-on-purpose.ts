import { createHash } from 'node:crypto';
import { z } from 'zod';
import { keptFile } from '#store/kept-file.ts';
import type { Store } from '#store/store.ts';
import { hashAlone, mostNamed } from './asset.ts';
import type { FetchedAsset } from './assets.ts';

const memory = keptFile('frontend/filled-assets.json', z.array(z.string()));

/** The part of a name that tells a hash from a word: a digit or a capital among six signs and more. */
const hashInName = /[-.~_](?=[\w-]*[A-Z\d])([\w-]{6,})\.\w+$/;

/**
 * How bundlers begin the hash of a file without a byte: webpack's md4, md5, esbuild's and xxHash of 64 bits, SHA-1 and
 * longer. Who names a file so has meant it to be empty.
 */
const hashesOfNothing = [
  ...['31d6cfe0d16ae931', '5INURTSO', 'ef46db3751d8e999'],
  ...['md5', 'sha1', 'sha256', 'sha384', 'sha512'].map((kind) => createHash(kind).digest('hex')),
].map((hash) => hash.slice(0, 8));

function hashIn(name: string): string | undefined {
  const { pathname } = new URL(name, 'http://name.invalid');
  return (hashInName.exec(pathname) ?? hashAlone.exec(pathname))?.[1];
}

/**
 * Scripts and styles without a byte that are meant to be so, such as the one that a generator writes for icons that a site
 * does not use: a browser shows nothing wrong with them. An upload that was cut short looks alike, so a file is none of
 * these where it held something in an earlier run, where its name is the hash of something, or where all that the page names
 * of its kind is empty. One that is not there, or comes with an error, is what is wrong beside it.
 *
 * @param filled names of those that held something in an earlier run.
 */
function emptyOnPurpose(assets: readonly FetchedAsset[], filled: ReadonlySet<string>): FetchedAsset[] {
  const hasAnother = (kind: string) =>
    assets.some((one) => one.kind === kind && one.needed && one.problem?.code !== 'asset-empty');
  return assets.filter(({ name, kind, problem }) => {
    if (!problem?.mayBeMeant || filled.has(name)) return false;
    const hash = hashIn(name);
    if (hash === undefined) return hasAnother(kind);
    return hashesOfNothing.some((known) => hash.startsWith(known));
  });
}

/** Those of a run that are empty on purpose; which ones hold something is remembered for the next run. */
export async function takeEmptyOnes(store: Store, assets: readonly FetchedAsset[]): Promise<FetchedAsset[]> {
  const before = new Set(await memory.recall(store));
  const holds = ({ name, kind, problem }: FetchedAsset) =>
    !problem && (kind === 'script' || kind === 'style') && hashIn(name) === undefined;
  const now = new Set([...before, ...assets.filter(holds).map(({ name }) => name)]);
  if (now.size > before.size) await memory.remember(store, [...now].slice(-mostNamed));
  return emptyOnPurpose(assets, before);
}
