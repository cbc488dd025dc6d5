import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { parsedJson } from './parsed-json.ts';

// Workers that Playwright starts before there is anything for them to do: each loads all that it needs, and then waits for
// its word, which brings further variables.

/** The worker that runs the checks, and the one that asks again what did not hold; by Playwright's numbers. */
export const waiting = { checks: '0', again: '1' } as const;
type Waiting = (typeof waiting)[keyof typeof waiting];

/** The project of the checks that are asked again. */
export const againProject = 'http+again';

type Told = Readonly<Record<string, string>>;
const toldSchema = z.record(z.string(), z.string());

const variable = 'WATCHPOST_WAIT_AT';
const idsVariable = 'WATCHPOST_AGAIN';
/** Of each worker the word that it was given, and the one that waits for it. */
const words = new Map(Object.values(waiting).map((worker) => [worker as string, Promise.withResolvers<Told>()]));

/**
 * In the runner: has workers wait for their word. The command that started it gives the first one that of the checks, with
 * what it has found out meanwhile.
 */
export async function haveWait(workers: readonly Waiting[]): Promise<void> {
  const server = createServer((socket) => {
    // One that is gone needs no word any more.
    socket.on('error', () => undefined);
    socket.once('data', async (said) => socket.end(JSON.stringify(await words.get(String(said).trim())?.promise)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  server.unref();
  const { port } = server.address() as AddressInfo;
  process.env[variable] = [process.pid, port, ...workers].join(' ');
  if (workers.includes(waiting.checks))
    process.once('message', (told) => {
      const known = toldSchema.parse(told);
      Object.assign(process.env, known);
      letGo(waiting.checks, known);
    });
  // Playwright waits for each worker when it is interrupted: whoever loads has to come to its end.
  process.once('SIGINT', () => workers.forEach((worker) => void letGo(worker)));
}

/** In the runner: lets a worker go, or has it not wait when it comes. Only its first word counts. */
export const letGo = (worker: Waiting, told: Told = {}): void => words.get(worker)?.resolve(told);

/** In the runner: when a worker was let go. */
export const whenLetGo = async (worker: Waiting): Promise<void> => void (await words.get(worker)?.promise);

/** In the runner: has what did not hold asked again, by the ids of its checks. */
export function askAgain(ids: readonly string[]): void {
  // A worker that has to be replaced inherits them.
  process.env[idsVariable] = ids.join(' ');
  const { WATCHPOST_ACCOUNT = '0' } = process.env;
  letGo(waiting.again, { WATCHPOST_ACCOUNT, [idsVariable]: ids.join(' ') });
}

/** In a worker: the checks that are asked again; undefined in one that asks for the first time. */
export const askedAgain = (): readonly string[] | undefined =>
  whoWaits().includes(waiting.again) ? process.env[idsVariable]?.split(' ') : undefined;

/** In the runner and in its workers: which of them wait for a word; a variable that was inherited from another run says nothing. */
export function whoWaits(): readonly string[] {
  const [runner, , ...workers] = (process.env[variable] ?? '').split(' ');
  return [process.pid, process.ppid].includes(Number(runner)) ? workers : [];
}

/** In a worker: waits for its word where it is to; what it is told are variables from then on. Its runner ends it when it goes. */
export async function wordForWorker(): Promise<void> {
  const worker = process.env['TEST_WORKER_INDEX'] ?? '';
  if (!whoWaits().includes(worker)) return;
  const socket = connect(Number(process.env[variable]?.split(' ')[1]), '127.0.0.1');
  socket.write(`${worker}\n`);
  const said = await text(socket).catch(() => '');
  const told = toldSchema.safeParse(parsedJson(said));
  if (!told.success) process.exit(1);
  Object.assign(process.env, told.data);
}
