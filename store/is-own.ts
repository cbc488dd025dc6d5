import { lstatSync } from 'node:fs';
import process from 'node:process';

/** A folder, not a link to one, and of this user. */
export function isOwn(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return false;
  return found.uid === (process.getuid?.() ?? found.uid);
}
