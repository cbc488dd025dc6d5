import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Hono } from 'hono';
import { listen } from '#demo/net/listen.ts';
import { checkOf, told } from './e2e/ended-run.ts';
import { runToEnd } from './e2e/start-run.ts';
import { Workspace } from './e2e/workspace.ts';

/** A service that meters events, of which every second one counts for nothing while it is broken. */
async function startMeter() {
  const events = new Set<string>();
  let made = 0;
  let units = 0;
  const app = new Hono();
  app.get('/health', (c) => c.text('OK'));
  app.post('/v1/events', async (c) => {
    made += 1;
    const { account } = await c.req.json();
    if (account === 'counted') units += 1;
    events.add(`evt_${made}`);
    return c.json({ id: `evt_${made}` }, 201);
  });
  app.get('/v1/usage/:account', (c) => c.json({ units }));
  app.delete('/v1/events/:id', (c) => c.body(null, events.delete(c.req.param('id')) ? 204 : 404));
  const { port, close } = await listen({ fetch: app.fetch });
  return { origin: `http://127.0.0.1:${port}`, events, [Symbol.asyncDispose]: close };
}

/** What a team writes that knows no TypeScript: the file could as well be JSON. */
const metered = (account: string, more: object = {}) => ({
  claim: `an event of ${account} counts towards its usage`,
  steps: [
    { host: 'api', path: `/v1/usage/${account}`, take: { before: 'units' } },
    { method: 'POST', host: 'api', path: '/v1/events', json: { account }, take: { id: 'id' } },
    {
      ...{ host: 'api', path: `/v1/usage/${account}` },
      expect: { json: { units: { growsBy: 1, since: 'before' } } },
    },
  ],
  undo: [{ method: 'DELETE', host: 'api', path: '/v1/events/{id}' }],
  ...more,
});

test('declared requests are checks of a run, judged, named and taken back', async () => {
  using workspace = new Workspace();
  await using meter = await startMeter();
  const target = join(workspace.folder, 'meter.ts');
  const written = {
    ...{ name: 'meter', environment: 'test', region: 'eu-north-1', hosts: { api: meter.origin } },
    apis: { api: { host: 'api', health: { path: '/health', accepts: 'OK' } } },
    requests: { usage: metered('counted'), forgotten: metered('lost', { severity: 'P1', owner: 'metering' }) },
    metrics: { publish: 'off' },
  };
  writeFileSync(target, `export default ${JSON.stringify(written)};\n`);
  writeFileSync(join(workspace.folder, 'package.json'), '{ "type": "module" }\n');
  const run = await runToEnd(workspace, [
    'check',
    '--target',
    target,
    '--check',
    'api/usage',
    '--check',
    'api/forgotten',
  ]);
  assert.deepEqual([run.code, run.record?.verdict.name], [1, 'failed'], told(run));
  assert.deepEqual(run.record?.checks.map(({ id }) => id).toSorted(), ['api/forgotten', 'api/usage']);
  assert.equal(checkOf(run, 'api/usage')?.outcome, 'pass', told(run));
  const failed = checkOf(run, 'api/forgotten');
  assert.deepEqual([failed?.failure?.code, failed?.severity, failed?.owner], ['request-value', 'P1', 'metering']);
  assert.match(run.stdout, /"an event of lost counts towards its usage" does not hold: /);
  assert.deepEqual([...meter.events], []);
});
