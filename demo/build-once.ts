import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Builds a folder that is named after all that it is made of, or finds it. Several processes may do so at once: each builds in
 * a folder of its own, and the first to finish gives it its name. What is there is shared: read only.
 *
 * @param build fills the folder that it is given, which need not exist.
 */
export async function buildOnce(dir: string, build: (draft: string) => Promise<void>): Promise<void> {
  if (existsSync(dir)) return;
  const draft = `${dir}.${randomUUID()}`;
  try {
    await mkdir(dirname(dir), { recursive: true });
    await build(draft);
    await publish(draft, dir);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** A folder that is already there was published by another builder from the same sources, so it serves as well. */
async function publish(draft: string, dir: string): Promise<void> {
  try {
    await rename(draft, dir);
  } catch (error) {
    if (!existsSync(dir)) throw error;
  }
}
