import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './document.ts';

/** A folder laid out like the repository, for code that is not part of it: what the samples import is the real thing. */
export interface SampleCheckout {
  folder: string;
  remove(): Promise<void>;
}

const shared = [
  ...['node_modules', 'package.json', 'fixtures', 'record', 'store'],
  ...['targets/target.ts', 'targets/definition'],
];

/** @param files texts by their path in the repository. */
export async function sampleCheckout(files: Readonly<Record<string, string>>): Promise<SampleCheckout> {
  const folder = await mkdtemp(join(tmpdir(), 'watchpost-sample-'));
  for (const path of shared) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await symlink(join(root, path), join(folder, path));
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
