import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import type { Outcome } from './outcome.ts';

const runner = new URL('./node-tests.ts', import.meta.url).href;

/**
 * Runs test files, one process for all of them, from a process of its own: node:test refuses to run test files from
 * within one. The outcome is the last line of its output.
 */
function runFiles(t: TestContext, sources: Record<string, string>, { stallMs = 20_000 } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'watchpost-runner-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, source] of Object.entries(sources))
    writeFileSync(
      join(root, name),
      `import { test, describe, before, beforeEach, after } from 'node:test';\n${source}`,
    );
  const files = Object.keys(sources).map((name) => join(root, name));
  const groups = files.length > 0 ? [files] : [];
  const options = JSON.stringify({ title: 'tests', root, groups, concurrency: 2, stallMs });
  writeFileSync(
    join(root, 'main.js'),
    `import { runNodeTests } from '${runner}';
    const stop = new AbortController();
    process.once('SIGTERM', () => stop.abort(new Error('interrupted')));
    console.log('started');
    console.log(JSON.stringify(await runNodeTests({ ...${options}, signal: stop.signal })));`,
  );
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const child = spawn(process.execPath, ['main.js'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const outcome = text(child.stdout).then((output): Outcome => JSON.parse(output.trim().split('\n').at(-1) ?? ''));
  return { child, outcome };
}

test('tests in blocks are counted once, whatever their nesting', async (t) => {
  const source = `
    test('one', () => {});
    describe('block', () => { test('two', () => {}); test.skip('three', () => {}); test.todo('four'); });
    test('parent', async (t) => { await t.test('child', () => {}); });`;
  const { tally, details } = await runFiles(t, { 'a.mjs': source }).outcome;
  assert.deepEqual(tally, { passed: 4, failed: 0, skipped: 2 });
  assert.deepEqual(details, []);
});

test('a failure is told with its path, place, cause and output, and counted without the block around it', async (t) => {
  const source = `console.log('a hint');
    describe('block', () => { test('falls', () => { throw new Error('outer', { cause: new Error('inner') }); }); });`;
  const { tally, details } = await runFiles(t, { 'a.mjs': source }).outcome;
  assert.deepEqual(tally, { passed: 0, failed: 1, skipped: 0 });
  assert.match(details[0] ?? '', /^✗ block > falls \(a\.mjs:3\)\n[\s\S]*Error: outer[\s\S]*\[cause\]: Error: inner/);
  assert.match(details[1] ?? '', /output of a\.mjs:\n {4}a hint/);
});

test('a broken hook fails its tests and is told itself', async (t) => {
  const source = `describe('block', () => { before(() => { throw new Error('no database'); }); test('in', () => {}); });`;
  const { tally, details } = await runFiles(t, { 'a.mjs': source }).outcome;
  assert.equal(tally.passed, 0);
  assert.ok(tally.failed >= 1);
  assert.match(details.join('\n'), /no database/);
});

test('a file that cannot be loaded is a failure with its output', async (t) => {
  const { tally, details } = await runFiles(t, {
    'a.mjs': `import './missing.mjs';`,
    'b.mjs': `test('fine', () => {});`,
  }).outcome;
  assert.deepEqual(tally, { passed: 1, failed: 1, skipped: 0 });
  assert.match(details.join('\n'), /the file as a whole \(a\.mjs[\s\S]*ERR_MODULE_NOT_FOUND/);
});

test('a file whose process ends badly after its tests passed is a failure', async (t) => {
  const source = `test('fine', () => {}); process.on('exit', () => { process.exitCode = 3; });`;
  assert.deepEqual((await runFiles(t, { 'a.mjs': source }).outcome).tally, { passed: 1, failed: 1, skipped: 0 });
});

test('a file without a test is a failure', async (t) => {
  const { tally, details } = await runFiles(t, { 'a.mjs': '', 'b.mjs': `test('fine', () => {});` }).outcome;
  assert.deepEqual(tally, { passed: 1, failed: 1, skipped: 0 });
  assert.match(details.join('\n'), /this file holds no test/);
});

test('hooks of a file are run for its own tests, and not for those of the files beside it', async (t) => {
  const { tally, details } = await runFiles(t, {
    'a.mjs': `let ready = false; before(() => { ready = true; }); beforeEach(() => { if (!ready) throw new Error('early'); });
      after(() => { throw new Error('torn down'); }); test('fine', () => {});`,
    'b.mjs': `test('fine', () => {});`,
  }).outcome;
  assert.deepEqual(tally, { passed: 2, failed: 1, skipped: 0 });
  assert.match(details.join('\n'), /the file as a whole \(a\.mjs\)\n[\s\S]*torn down/);
});

test('a file that leaves the process changed for the next one is a failure', async (t) => {
  const { tally, details } = await runFiles(t, {
    'a.mjs': `test('sets', () => { process.env.WATCHPOST_LEFT = 'yes'; });`,
    'b.mjs': `test('fine', () => {});`,
    'c.mjs': `test('sets', () => { process.env.WATCHPOST_LEFT = 'again'; });`,
  }).outcome;
  assert.deepEqual(tally, { passed: 3, failed: 1, skipped: 0 });
  assert.match(details[0] ?? '', /\(a\.mjs\)\n.*spoils the process[^\n]*: variables are changed: WATCHPOST_LEFT/);
});

test('a file that ends its process is a failure, and so is each file after it', async (t) => {
  const { tally, details } = await runFiles(t, {
    'a.mjs': `test('fine', () => {});`,
    'b.mjs': `test('ends', () => process.exit(0));`,
    'c.mjs': `test('fine', () => {});`,
    'd.mjs': `test('fine', () => {});`,
  }).outcome;
  assert.ok(tally.failed >= 3);
  for (const file of ['b', 'c', 'd']) assert.match(details.join('\n'), new RegExp(`\\(${file}\\.mjs\\)\n`));
  assert.match(details.join('\n'), /its process ended before it was done/);
});

test('no file and only skipped tests are failures, because nothing was executed', async (t) => {
  for (const sources of [{}, { 'a.mjs': `test.skip('later', () => {});` }]) {
    const { tally, details } = await runFiles(t, sources).outcome;
    assert.equal(tally.failed, 1);
    assert.match(details.join('\n'), /no test was executed/);
  }
});

test('a file that hangs is ended and told, with the test that hung', async (t) => {
  const source = `test('waits', () => new Promise((resolve) => setTimeout(resolve, 60_000)));`;
  const { tally, details } = await runFiles(t, { 'a.mjs': source }, { stallMs: 5_000 }).outcome;
  assert.deepEqual(tally, { passed: 0, failed: 1, skipped: 0 });
  assert.match(details.join('\n'), /nothing happened for 5 s[\s\S]*still running in a\.mjs: waits/);
});

test('an interrupted run ends its files and is a failure', async (t) => {
  const source = `test('waits', () => new Promise((resolve) => setTimeout(resolve, 60_000)));`;
  const { child, outcome } = runFiles(t, { 'a.mjs': source });
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const { tally, details } = await outcome;
  assert.equal(tally.failed, 1);
  assert.match(details.join('\n'), /interrupted/);
});
