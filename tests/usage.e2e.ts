import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { firstScreen, told } from './e2e/ended-run.ts';
import { runToEnd } from './e2e/start-run.ts';
import { Workspace } from './e2e/workspace.ts';

// The Usage Metrics API: a system without pages, users and money. Its other faults are rows of `npm run detect -- --system usage`.

/** Two runs share two cores here: how fast a route is, is not what is asked. */
const patience = ['budgets.health', 'apis.api.routes.p95'].flatMap((setting) => ['--set', `${setting}=6000`]);
/** On Sunday nights nobody is called, and the test runs then too. */
const anyDay = ['--set', 'maintenance=[]'];

describe('the Usage Metrics API', { concurrency: 2 }, () => {
  test('is found well, and what no look from outside sees is told with its alarm', async () => {
    using workspace = new Workspace();
    const run = await runToEnd(workspace, ['start', '--system', 'usage', ...patience]);
    assert.deepEqual([run.code, run.record?.verdict.name], [0, 'ok'], told(run));
    const outcomes = run.record?.checks.map(({ id, outcome }) => [id, outcome]).toSorted();
    assert.deepEqual(outcomes, run.record?.expected.map((id) => [id, 'pass']).toSorted());
    for (const id of ['api/counted', 'api/refusal', 'api/routes', 'api/version', 'edge/tls:api'])
      assert.ok(run.record?.expected.includes(id), `${id} is looked at`);
    assert.match(firstScreen(run), /^OK +usage \(demo\)/);
    assert.match(run.stdout.replace(/\s+/g, ' '), /CPU above 80 % \(alarm delivery-standard-prod-high-cpu\)/);
  });

  test('names the route that fails too often, and whom to call', async () => {
    using workspace = new Workspace();
    // Every fourth read fails, whoever reads: another check beside it would take one of the five.
    const only = ['--check', 'api/routes'];
    const flags = ['--system', 'usage', '--fault', 'error-rate', ...only, ...patience, ...anyDay];
    const run = await runToEnd(workspace, ['start', ...flags]);
    const causes = run.record?.checks.filter(({ outcome, causedBy }) => outcome !== 'pass' && causedBy.length === 0);
    assert.deepEqual(
      causes?.map(({ id, failure }) => [id, failure?.code]),
      [['api/routes', 'route-errors']],
      told(run),
    );
    assert.equal(run.code, 1, told(run));
    const screen = firstScreen(run).replace(/\s+/g, ' ');
    assert.match(
      screen,
      /Cause Single routes fail more often than they may.*GET \/v1\/usage\/\S+ 5 of 20 failed, allowed 5 %/,
    );
    assert.match(screen, /Owner L1: engineer on call, Slack #alerts; ack due/);
  });
});
