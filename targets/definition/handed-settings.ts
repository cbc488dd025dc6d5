import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import type { Environment } from './secrets.ts';
import type { Settings } from './settings.ts';

// A command reads and judges what a run is asked to do before anything runs. Its runner and each worker would read the same
// target again, and load for it all that a target may say: they take what the command has read.

const variable = 'WATCHPOST_SETTINGS';

/** In characters: a variable may be no longer on Windows. */
const longest = 32_000;

/**
 * In the command: settings as a variable of its runner. None where they cannot be written down, as with the schema of a health
 * answer: each process reads the target then.
 *
 * @param runner its process id: whoever inherits the variable from it by a way of its own reads settings of its own.
 */
export function handOn(settings: Settings, runner: number | undefined): Record<string, string> {
  const bytes = bytesOf(settings);
  const value = `${runner} ${bytes?.toString('base64')}`;
  return bytes && value.length <= longest ? { [variable]: value } : {};
}

function bytesOf(settings: Settings): Buffer | undefined {
  try {
    const bytes = serialize(settings);
    return isDeepStrictEqual(deserialize(bytes), settings) ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** In the runner and in its workers: what they were handed. */
function handed(environment: Environment): Settings | undefined {
  const [runner, bytes] = (environment[variable] ?? '').split(' ');
  const isOurs = [process.pid, process.ppid].includes(Number(runner));
  return isOurs && bytes ? deserialize(Buffer.from(bytes, 'base64')) : undefined;
}

/**
 * What this run was asked to do: as its command has read it, or read here where no command did.
 *
 * @throws {ConfigError} with every problem of the variables, the target and its keys at once.
 */
export async function settingsOfRun(environment: Environment): Promise<Settings> {
  const known = handed(environment);
  if (known) return known;
  const { loadSettings } = await import('./settings.ts');
  return loadSettings(environment);
}
