import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const boot = new URL('./boot.mjs', import.meta.url).href;
const playwright = createRequire(createRequire(import.meta.url).resolve('@playwright/test')).resolve(
  'playwright/package.json',
);
const compiler = join(dirname(playwright), 'lib', 'transform', 'babelBundle.js');

/** What a program of Playwright's prints that was started as our runner is. */
const printed = (source: string): unknown =>
  JSON.parse(
    execFileSync(process.execPath, ['--import', boot, '--input-type=commonjs', '--eval', source], { encoding: 'utf8' }),
  );

test("Playwright's compiler is loaded when something is to be compiled, and not before", () => {
  const found = printed(`
    const put = ${JSON.stringify(compiler)};
    const compiler = require(put);
    const isThere = () => require.cache[put].exports !== compiler;
    const before = isThere();
    const { code } = compiler.babelTransform('const a: number = 1;', '/x.ts', false, []);
    process.stdout.write(JSON.stringify({ before, compiles: code.includes('const a = 1;'), after: isThere() }));`);
  assert.deepEqual(found, { before: false, compiles: true, after: true });
});

test('what Playwright finds of it is what it brings', () => {
  const names = (source: string) => printed(`process.stdout.write(JSON.stringify(Object.keys(${source}).sort()))`);
  const put = JSON.stringify(compiler);
  assert.deepEqual(names(`require(${put})`), names(`(delete require.cache[${put}], require(${put}))`));
});

test('a module of ours, one of a package and a file that a package requires are found', () => {
  const here = JSON.stringify(new URL('./boot.test.ts', import.meta.url).href);
  const found = printed(`
    setImmediate(async () => {
      const { createRequire } = require('node:module');
      const ours = await import(new URL('../record/vocabulary.ts', ${here}));
      const { z } = await import(createRequire(${here}).resolve('zod'));
      const { Client } = createRequire(${here})('undici');
      const again = await import(new URL('../record/verdict.ts', ${here}));
      process.stdout.write(JSON.stringify([typeof ours.exitCodes, typeof z.string, typeof Client, typeof again.undecidedChecks]));
    });`);
  assert.deepEqual(found, ['object', 'function', 'function', 'function']);
});
