import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../.github/run-checks.sh', import.meta.url));

/** Starts the step with Node code in the place of the checks. */
function step(code: string) {
  const env = { ...process.env, WATCHPOST_REPORTS: '/nowhere' };
  const child = spawn(script, [process.execPath, '--eval', code], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const ended = once(child, 'close').then(([exit]) => ({ exit, output }));
  return { child, ended };
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} reaches the checks, and the step waits until they are done`, async () => {
    const closing = "console.log('closed'); process.exit(143)";
    const { child, ended } = step(
      `process.on('SIGTERM', () => setTimeout(() => { ${closing} }, 50)); setInterval(() => {}, 1000); console.log('ready')`,
    );
    await once(child.stdout, 'data');
    child.kill(signal);
    const { exit, output } = await ended;
    assert.equal(exit, 143);
    assert.match(output, /^ready\nclosed\n::error title=Watchpost stopped::/);
  });
}
