import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { emptyCheck } from '#record/empty-check.ts';
import { journalFile } from '#record/journal.ts';
import { incidentsAhead } from './incidents-ahead.ts';

const line = (check: object) => `${JSON.stringify({ kind: 'check', check: { ...emptyCheck(), ...check } })}\n`;

function folderWith(t: TestContext, lines: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-ahead-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, journalFile), lines);
  return folder;
}

/** Tells when it is over. It holds no process, as in a command the runner does. */
function ahead(folder: string, over = new AbortController().signal) {
  const state = { isOver: false };
  const runner = setInterval(() => undefined, 1_000);
  const end = incidentsAhead({ folder }, over).finally(() => {
    state.isOver = true;
    clearInterval(runner);
  });
  return { state, end };
}

const broken = [{ outcome: 'fail' }, { outcome: 'degraded' }, { outcome: 'not-run', notRun: 'misconfigured' }];

for (const bad of broken)
  test(`incidents are read once a check says ${Object.values(bad).join(', ')}, and not before`, async (t) => {
    const folder = folderWith(t, line({ outcome: 'pass' }) + line({ outcome: 'not-run', notRun: 'no-past' }));
    const calm = ahead(folder);
    // Begun after the calm one, it has looked after it.
    await ahead(folderWith(t, line(bad))).end;
    assert.equal(calm.state.isOver, false);
    appendFileSync(join(folder, journalFile), line(bad));
    await calm.end;
  });

test('where all holds nothing is read, and the end of the checks ends it', async (t) => {
  const over = new AbortController();
  const { end } = ahead(folderWith(t, line({ outcome: 'pass' })), over.signal);
  over.abort();
  await assert.rejects(end, { name: 'AbortError' });
});
