import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { describe, test } from 'node:test';

/** Works on until it is hurried, and then says so and ends with the code of the stop. */
const source = (graceMs: number) => `
  import { LateStop } from ${JSON.stringify(new URL('late-stop.ts', import.meta.url).href)};
  const stop = new LateStop(${graceMs});
  stop.listen();
  const busy = setInterval(() => undefined, 1_000);
  stop.over.addEventListener('abort', () => {
    clearInterval(busy);
    console.log('kept');
    process.exitCode = stop.code;
  });
  console.log('ready');
`;

async function start(graceMs: number) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source(graceMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, said }));
  await once(child.stdout, 'data');
  return { child, ended };
}

describe('a stop while a run is ended', { concurrency: true }, () => {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    test(`by ${signal} lets it close what it has begun, and ends with ${code}`, async () => {
      const { child, ended } = await start(10);
      child.kill(signal);
      assert.deepEqual(await ended, { code, said: 'ready\nkept\n' });
    });

  test('that comes again ends it at once', async () => {
    const { child, ended } = await start(3_600_000);
    child.kill('SIGINT');
    child.kill('SIGTERM');
    const { code, said } = await ended;
    assert.ok(code === 130 || code === 143, `it ended with ${code}`);
    assert.equal(said, 'ready\n');
  });
});
