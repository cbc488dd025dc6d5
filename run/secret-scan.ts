import { hash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { journalFile } from '#record/journal.ts';
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

/** What was looked for, and how. */
interface Search {
  finder: ValueFinder;
  /** Tells these secrets from others. */
  digest: string;
}

/**
 * The search for secrets in what a run has written: in its bytes as UTF-8, latin1 and UTF-16, in whatever way a text spells
 * them, and in what is packed in it. What has been looked through for the same secrets is not looked through again.
 */
export class SecretScan {
  readonly #folder: string;
  /** By the digests of the secrets and of the contents; undefined stands for what nobody can look through. */
  readonly #looked = new Map<string, readonly FoundSecret['secret'][]>();

  /** The last one: what is looked for changes a few times in a run, and making a finder takes longer than a short file. */
  #search: Search | undefined;

  /** @param folder that of the run. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** In all its files, their names included; none where there is no such folder. */
  async inAll(secrets: Readonly<Record<string, string>>): Promise<FoundSecret[]> {
    const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return this.inFiles(
      files.map((path) => relative(this.#folder, path)),
      secrets,
    );
  }

  /** @param files relative to the folder. */
  async inFiles(files: Iterable<string>, secrets: Readonly<Record<string, string>>): Promise<FoundSecret[]> {
    const search = this.#searchFor(secrets);
    const found: FoundSecret[] = [];
    // One after the other: a run may have written more than fits into memory at once.
    for (const file of files) found.push(...this.#inFile(file, await readFile(join(this.#folder, file)), search));
    return found;
  }

  /** Takes the files away in which something was found, or may be. */
  async quarantine(leaks: readonly FoundSecret[]): Promise<void> {
    for (const { file } of leaks) await rm(join(this.#folder, file), { force: true });
  }

  #searchFor(secrets: Readonly<Record<string, string>>): Search {
    const digest = hash('sha256', JSON.stringify(secrets));
    if (this.#search?.digest !== digest) this.#search = { finder: new ValueFinder(secrets), digest };
    return this.#search;
  }

  #inFile(file: string, bytes: Buffer, search: Search): FoundSecret[] {
    // Our own texts of JSON break no value over their lines; and of what is written line by line the last are new alone.
    const parts = file === journalFile ? linesOf(bytes) : [bytes];
    const inside = parts.flatMap((part) => this.#inside(part, search));
    const names = new Set([...search.finder.namesIn(file), ...inside]);
    return [...names].map((secret) => ({ file, ...(secret !== undefined && { secret }) }));
  }

  #inside(bytes: Buffer, { finder, digest }: Search): readonly FoundSecret['secret'][] {
    const key = `${digest} ${hash('sha256', bytes)}`;
    const inside = this.#looked.get(key) ?? namesInside(bytes, finder);
    this.#looked.set(key, inside);
    return inside;
  }
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf('\n', from) + 1 || bytes.length;
    lines.push(bytes.subarray(from, end));
    from = end;
  }
  return lines;
}

/** Undefined stands for what nobody can look through. */
function namesInside(bytes: Buffer, finder: ValueFinder): FoundSecret['secret'][] {
  const texts = textsIn(withoutBundles(bytes));
  return texts ? [...new Set(texts.flatMap((text) => finder.namesIn(text)))] : [undefined];
}

/** Undefined where nobody can say what is in it. */
function textsIn(bytes: Uint8Array): string[] | undefined {
  try {
    return textsOf(bytes);
  } catch {
    return undefined;
  }
}
