import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { test } from 'node:test';
import { isRunning, machineMark, ownMark } from './process-mark.ts';

test('a process runs until it ends, and whoever has its id later is another one', () => {
  const { pid, start } = ownMark();
  assert.equal(pid, process.pid);
  assert.deepEqual([isRunning({ pid, start }), isRunning({ pid, start: start - 1 })], [true, false]);
});

test('one that was killed does not run, also before its parent has asked how it ended', async () => {
  const source = `import { ownMark } from ${JSON.stringify(new URL('process-mark.ts', import.meta.url).href)};
    process.stdout.write(JSON.stringify(ownMark()));
    setInterval(() => undefined, 1_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout, 'data');
  const mark = JSON.parse(said);
  assert.deepEqual([mark.pid, isRunning(mark)], [child.pid, true]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.equal(isRunning(mark), false);
});

test('a machine is known by the same eight digits in all its processes', () => {
  assert.match(machineMark(), /^[\da-f]{8}$/);
});
