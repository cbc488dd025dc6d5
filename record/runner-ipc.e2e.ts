import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import { closingWord } from './runner-ipc.ts';

const source = `
  import { sayClosed, startSignal } from ${JSON.stringify(new URL('runner-ipc.ts', import.meta.url).href)};
  process.stdout.write('up;');
  await startSignal();
  process.stdout.write(\`goes on as \${process.env.TOLD}, held \${process.env.WATCHPOST_HELD}\`);
  sayClosed();
`;

describe('a runner waits for the word of the command that started it', { concurrency: true }, () => {
  test('which brings what the command has found out', async () => {
    const { child, out, up } = start({ WATCHPOST_HELD: 'true' });
    await up;
    child.send({ TOLD: 'account 3' });
    const [said] = await once(child, 'message');
    assert.deepEqual([await out, await ended(child)], ['up;goes on as account 3, held undefined', 0]);
    assert.ok(closingWord(said), 'and it says when all is written');
  });

  test('and ends when the command is gone: nobody would read what it finds', async () => {
    const { child, out, up } = start({ WATCHPOST_HELD: 'true' });
    await up;
    child.disconnect();
    assert.deepEqual([await out, await ended(child)], ['up;', 3]);
  });

  test('and goes on at once when a person started it', async () => {
    const { child, out } = start({ TOLD: 'itself' });
    child.on('message', (said) => assert.fail(`it said ${said} to nobody`));
    assert.deepEqual([await out, await ended(child)], ['up;goes on as itself, held undefined', 0]);
  });
});

function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const { stdout } = child;
  assert.ok(stdout);
  return { child, out: text(stdout), up: once(stdout, 'readable') };
}

const ended = async (child: ChildProcess): Promise<unknown> => child.exitCode ?? (await once(child, 'exit'))[0];
