import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { oneOf, type Random } from '../seeded-random.ts';
import type { Misfortune } from './misfortunes.ts';

/** The folder of a run with the store of an earlier one, as the misfortune has left it. Disposing it makes its files ordinary ones again. */
export interface PreparedFolder extends Disposable {
  /** Why it could not be brought about: disks of their own are mounted by root alone. */
  missing?: string;
}

/** A disk of the smallest size is full before a run begins, one of the largest takes nearly all of it; in KiB. */
const sizes = { least: 16, most: 500 };

export function preparedFolder(
  folder: string,
  past: string,
  files: Misfortune['files'],
  random: Random,
): PreparedFolder {
  const [store, reports] = [join(folder, 'store'), join(folder, 'reports')];
  for (const one of [store, reports]) mkdirSync(one, { recursive: true });
  const ordinary = () => undefined;
  if (files === undefined || files === 'cut-off') {
    cpSync(past, store, { recursive: true });
    if (files) cutOff(store, random);
    return { [Symbol.dispose]: ordinary };
  }
  const place = files === 'reports-full' ? reports : store;
  const size = files === 'read-only' ? 8_192 : Math.round(sizes.least + random() * (sizes.most - sizes.least));
  try {
    mount('-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs', place);
  } catch (error) {
    return { missing: String(error).slice(0, 200), [Symbol.dispose]: ordinary };
  }
  copyAsFarAsPossible(past, store);
  if (files === 'read-only') mount('-o', 'remount,ro', place);
  return { [Symbol.dispose]: () => makeOrdinary(place) };
}

function cutOff(store: string, random: Random): void {
  const entries = readdirSync(store, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const file = oneOf(random, files.toSorted());
  truncateSync(file, Math.floor(random() * statSync(file).size));
}

function copyAsFarAsPossible(from: string, to: string): void {
  try {
    cpSync(from, to, { recursive: true });
  } catch {
    // The disk is full by now, which is what it is here for.
  }
}

/** What lies there is kept, so that the next run finds it on a disk with room. */
function makeOrdinary(place: string): void {
  const aside = `${place}-aside`;
  cpSync(place, aside, { recursive: true });
  execFileSync('umount', ['-l', place]);
  cpSync(aside, place, { recursive: true });
  rmSync(aside, { recursive: true });
}

const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'pipe' });
