import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK;

/**
 * Adds to the end of a file, which is created where there is none. A pipe that nobody reads is an error: it would be waited for
 * without end, and past the end of this process too.
 */
export async function appendAtOnce(file: string, text: string, mode = 0o666): Promise<void> {
  await using handle = await open(file, flags, mode);
  await handle.appendFile(text);
}
