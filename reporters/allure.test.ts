import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Suite, TestCase, TestResult } from '@playwright/test/reporter';
import LaterAllure from './allure.ts';

test('what goes wrong in an event is told at the end, when the rest is written', async () => {
  const resultsDir = mkdtempSync(join(tmpdir(), 'watchpost-allure-'));
  const reporter = new LaterAllure({ resultsDir });
  const broken = new Proxy(
    {},
    {
      get() {
        throw new Error('no such test');
      },
    },
  );
  reporter.onBegin({ allTests: () => [] as TestCase[] } as Suite);
  reporter.onTestBegin(broken as TestCase);
  await reporter.onTestEnd(broken as TestCase, {} as TestResult);
  await assert.rejects(reporter.onEnd(), /no such test/);
  rmSync(resultsDir, { recursive: true });
});
