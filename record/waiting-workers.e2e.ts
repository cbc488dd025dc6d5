import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';

const ours = JSON.stringify(new URL('waiting-workers.ts', import.meta.url).href);

/** A worker says that it has loaded, waits for its word, and says what it is told to ask again. */
const worker = `
  import { askedAgain, wordForWorker } from ${ours};
  process.stdout.write('loaded;');
  await wordForWorker();
  process.stdout.write('asks ' + (askedAgain()?.join(',') ?? 'everything'));
`;

/** Runs a runner of one worker, which has this number; `then` is what the runner does once the worker has loaded. */
async function workerSays(index: string, then: string, environment: Record<string, string> = {}): Promise<string> {
  const runner = `
    import { spawn } from 'node:child_process';
    import { once } from 'node:events';
    import { askAgain, haveWait, letGo, waiting } from ${ours};
    if (!process.env.WATCHPOST_WAIT_AT) await haveWait([waiting.again]);
    const child = spawn(process.execPath, ['--input-type=module', '--eval', ${JSON.stringify(worker)}], {
      env: { ...process.env, TEST_WORKER_INDEX: ${JSON.stringify(index)} },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.pipe(process.stdout);
    await once(child.stdout, 'data');
    ${then}
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', runner], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = text(child.stdout);
  await once(child, 'exit');
  return said;
}

describe('a worker that has loaded', { concurrency: true }, () => {
  test('waits until it is told what to ask again', async () => {
    assert.equal(await workerSays('1', "askAgain(['api/ready', 'auth/login'])"), 'loaded;asks api/ready,auth/login');
  });

  test('is told that nothing is to be asked again', async () => {
    assert.equal(await workerSays('1', 'askAgain([])'), 'loaded;asks ');
  });

  test('goes on when the run is interrupted', async () => {
    assert.equal(await workerSays('1', "process.kill(process.pid, 'SIGINT')"), 'loaded;asks everything');
  });

  test('ends with its runner', async () => {
    assert.equal(await workerSays('1', 'process.exit()'), 'loaded;');
  });

  test('goes on at once where it is another one', async () => {
    assert.equal(await workerSays('2', ''), 'loaded;asks everything');
  });

  test('goes on at once where only a run around its own waits', async () => {
    assert.equal(
      await workerSays('1', '', { WATCHPOST_WAIT_AT: '1 2 1', WATCHPOST_AGAIN: 'a/b' }),
      'loaded;asks everything',
    );
  });
});
