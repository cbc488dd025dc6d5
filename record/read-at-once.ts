import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Larger than anything that we keep. */
const mostBytes = 64 * 1024 * 1024;

/**
 * The text of a file that others may have put there. What is no file, such as a folder or a pipe, holds no text; neither does
 * one that would fill the memory. A pipe would be waited for: without end, and past the end of this process too.
 *
 * @throws {Error} where there is nothing, or nothing that we may read.
 */
export async function readAtOnce(file: string): Promise<string> {
  await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const found = await handle.stat();
  return found.isFile() && found.size <= mostBytes ? await handle.readFile('utf8') : '';
}
