import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { AllureFailed, findAllure, generate } from './allure.ts';

test('an installation without Allure is told how to get it', () => {
  assert.match(findAllure(), /allure/);
  assert.throws(
    () => findAllure(() => createRequire(join(tmpdir(), 'elsewhere.ts')).resolve('allure')),
    /omit=dev[\s\S]*npm ci --include=dev/,
  );
});

test('a report that could not be made fails with what Allure said', async () => {
  const nothing = generate(findAllure(), {
    name: 'a run',
    results: join(tmpdir(), 'no-results'),
    earlier: '',
  });
  await assert.rejects(nothing, (error) => error instanceof AllureFailed && /No test results/.test(error.message));
});
