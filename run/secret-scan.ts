import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ValueFinder } from '#record/values/value-finder.ts';
import { withoutBundles } from './known-bundles.ts';
import { textsOf } from './texts-of.ts';

/** A secret that got into a file of the run. */
export interface FoundSecret {
  /** Path relative to the run's folder. */
  file: string;
  /** The name of the secret, never its value; undefined where the file is packed and cannot be unpacked. */
  secret?: string;
}

/**
 * Looks for secrets in everything a run wrote, its names of files included: in its bytes as UTF-8, latin1 and UTF-16, in
 * whatever way a text spells them, and in what is packed in it.
 */
export async function scanForSecrets(
  folder: string,
  secrets: Readonly<Record<string, string>>,
): Promise<FoundSecret[]> {
  const finder = new ValueFinder(secrets);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: FoundSecret[] = [];
  // One after the other: a run may have written more than fits into memory at once.
  for (const path of files) {
    const file = relative(folder, path);
    const read = textsIn(withoutBundles(await readFile(path)));
    if (!read) found.push({ file });
    const texts = [file, ...(read ?? [])];
    const names = new Set(texts.flatMap((text) => finder.namesIn(text)));
    found.push(...[...names].map((secret) => ({ file, secret })));
  }
  return found;
}

/** Undefined where nobody can say what is in it. */
function textsIn(bytes: Uint8Array): string[] | undefined {
  try {
    return textsOf(bytes);
  } catch {
    return undefined;
  }
}

/** Takes the files away in which something was found, or may be. */
export async function quarantine(folder: string, leaks: readonly FoundSecret[]): Promise<void> {
  for (const { file } of leaks) await rm(join(folder, file), { force: true });
}
