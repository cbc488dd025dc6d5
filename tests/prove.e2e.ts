import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { ProofResult } from '#prove/result.ts';
import { assertNothingIsLeft } from './e2e/assert-nothing-is-left.ts';
import { runToEnd, told } from './e2e/start-run.ts';
import { answering, startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

const resultIn = (file: string): ProofResult => JSON.parse(readFileSync(file, 'utf8'));

describe('npm run prove', () => {
  test('proves one check of the demo, and leaves nothing behind', async () => {
    using workspace = new Workspace();
    const file = join(workspace.folder, 'proof.json');
    const run = await runToEnd(workspace, ['prove', '--check', 'edge/https-redirect', '--write', file]);
    assert.equal(run.code, 0, told(run));
    const { checks, kills, mutants } = resultIn(file);
    assert.deepEqual(Object.keys(checks), ['edge/https-redirect:app']);
    assert.ok(mutants >= 5, String(mutants));
    assert.equal(kills['GET app over http / 301']?.['header location missing'], 'edge/https-redirect:app http-error');
    assert.match(run.stdout, /^edge\/https-redirect:app +\d+ +\d+ +0$/m);
    await assertNothingIsLeft(workspace);
  });

  test("lets a useless check of a team's own fail the proof, and says what it did not notice", async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(
      workspace,
      answering('/health', () => new Response('')),
    );
    // Whatever comes with a success is healthy.
    const lax = `import { z } from '${import.meta.resolve('zod')}';\n${readFileSync(tiny.target, 'utf8')}`;
    writeFileSync(tiny.target, lax.replace("accepts: 'alive'", 'accepts: z.any()'));
    const file = join(workspace.folder, 'proof.json');
    const flags = ['--target', tiny.target, '--check', 'api/health', '--set', 'budgets.request=2000', '--write', file];
    const run = await runToEnd(workspace, ['prove', ...flags], tiny.environment);
    assert.equal(run.code, 1, told(run));
    const { survivors, killed } = resultIn(file);
    assert.deepEqual(
      survivors.map(({ mutation }) => mutation),
      ['status 204', 'an HTML error page as 200', 'header content-type missing'],
    );
    assert.ok(killed >= 5, 'it looks at the status all the same');
    assert.match(run.stdout, /GET web \/health 200: an HTML error page as 200\n {4}read by api\/health/);
    const answered = tiny.requests.filter((line) => line !== 'GET /health');
    assert.deepEqual(answered, [], 'nothing else was asked of the system');
  });

  test('proves nothing where the checks are not green by themselves', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(
      workspace,
      answering('/health', () => new Response('ill', { status: 500 })),
    );
    const run = await runToEnd(
      workspace,
      ['prove', '--target', tiny.target, '--check', 'api/health'],
      tiny.environment,
    );
    assert.equal(run.code, 3, told(run));
    assert.match(run.stderr, /not green even though no answer was changed[\s\S]*api\/health fail/);
  });

  test('refuses to change the answers of a purchase unless told', async () => {
    using workspace = new Workspace();
    const run = await runToEnd(workspace, ['prove', '--tier', 'purchase']);
    assert.equal(run.code, 4, told(run));
    assert.match(run.stderr, /--writes/);
  });
});
