import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { ProofResult } from '#prove/result.ts';
import { assertNothingIsLeft } from './e2e/assert-nothing-is-left.ts';
import { runToEnd, told } from './e2e/start-run.ts';
import { startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

const resultIn = (file: string): ProofResult => JSON.parse(readFileSync(file, 'utf8'));

// A route that fails on purpose, so that alarms can be tried. Each mutant takes a run, and of such an answer there are few.
const drill = () => new Response(null, { status: 500, headers: { 'retry-after': '60' } });

/** A check of the drill that is one, and a useless one beside it; each has a route of its own, so that one run shows both a mutant. */
const checks = `import { claim, expect, test, urlOf } from 'watchpost';
const of = (id) => claim({ id, severity: 'P1', classes: ['contract'] });
test('the drill fails', of('api/drill'), async ({ http }) => {
  const answer = await http.get(urlOf('web', '/drill'));
  expect([answer.status, answer.header('retry-after')]).toEqual([500, '60']);
});
test('the other drill ends somehow', of('api/lax'), async ({ http }) => {
  const answer = await http.get(urlOf('web', '/other-drill'));
  expect(answer.status).not.toBe(418);
});
`;

describe('npm run prove', () => {
  test("lets a useless check of a team's own fail the proof, says what it did not notice, and leaves nothing behind", async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, (path) => (path.endsWith('drill') ? drill() : undefined));
    writeFileSync(join(workspace.folder, 'drill.check.ts'), checks);
    const file = join(workspace.folder, 'proof.json');
    const set = ['--set', 'checks=["./*.check.ts"]', '--set', 'budgets.request=2000'];
    const flags = ['--target', tiny.target, '--check', 'api/drill,api/lax', ...set, '--write', file];
    const run = await runToEnd(workspace, ['prove', ...flags], tiny.environment);
    assert.equal(run.code, 1, told(run));
    const { kills, survivors, checks: proved } = resultIn(file);
    assert.deepEqual(kills, {
      'GET web /drill 500': {
        'status 200': 'api/drill contract',
        'status 302 to itself': 'api/drill contract',
        'header retry-after missing': 'api/drill contract',
        'headers late': 'api/drill timeout',
      },
      'GET web /other-drill 500': { 'headers late': 'api/lax timeout' },
    });
    assert.deepEqual(
      survivors.map(({ answer, mutation }) => `${answer}: ${mutation}`),
      ['GET web /other-drill 500: status 200', 'GET web /other-drill 500: status 302 to itself'],
    );
    assert.deepEqual(Object.keys(proved).toSorted(), ['api/drill', 'api/lax']);
    assert.match(run.stdout, /^api\/drill +4 +4 +0$/m);
    assert.match(run.stdout, /GET web \/other-drill 500: status 200\n {4}read by api\/lax/);
    const others = tiny.requests.filter((line) => !/^GET \/(other-)?drill$/.test(line));
    assert.deepEqual(others, [], 'nothing else was asked of the system');
    await assertNothingIsLeft(workspace);
  });

  test('proves nothing of a demo, which it boots, where the checks are not green by themselves', async () => {
    using workspace = new Workspace();
    const unlikeIt = ['--set', 'apis.api.health.accepts="alive"'];
    const run = await runToEnd(workspace, ['prove', '--check', 'api/health', '--system', 'usage', ...unlikeIt]);
    assert.equal(run.code, 3, told(run));
    // What the demo says, over TLS and through the proxy.
    assert.match(
      run.stderr,
      /not green even though no answer was changed[\s\S]*api\/health fail: .*answered \{.*healthy/,
    );
    await assertNothingIsLeft(workspace);
  });

  test('refuses to change the answers of a purchase unless told', async () => {
    using workspace = new Workspace();
    const run = await runToEnd(workspace, ['prove', '--tier', 'purchase']);
    assert.equal(run.code, 4, told(run));
    assert.match(run.stderr, /--writes/);
  });
});
