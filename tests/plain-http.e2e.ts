import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startNameServer } from '#demo/net/dns-server.ts';
import { checkOf, told } from './e2e/ended-run.ts';
import { checkTiny, startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

test('an internal system that speaks plain http is a normal target where it says so, and each report tells it', async () => {
  using workspace = new Workspace();
  await using tiny = await startTinySystem(workspace);
  await using names = await nameServer();
  const { port } = new URL(tiny.origin);
  const flags = [
    ...[
      '--tier',
      'http',
      '--layer',
      'edge',
      '--layer',
      'auth',
      '--set',
      `network.nameServer=${names.address}`,
      '--set',
      'plainHttp=["web"]',
    ],
    ...['--url', `web=http://tiny.corp.internal:${port}`],
  ];
  const run = await checkTiny(workspace, tiny, flags);
  assert.deepEqual([run.code, run.record?.verdict.name], [0, 'ok'], told(run));
  assert.deepEqual(checkOf(run, 'edge/tcp:web')?.remarks, ["plain http to web: nobody's identity is checked"]);
  assert.equal(checkOf(run, 'auth/me')?.outcome, 'pass', told(run));
  assert.ok(run.record?.notWatched.some(({ id }) => id === 'edge/tls:web'));
  assert.match(run.stdout.replaceAll(/\s+/g, ' '), /who answers as web: plain http, nobody's identity is checked/);
});

async function nameServer() {
  const { address, close } = await startNameServer((name) => (name === 'tiny.corp.internal' ? '127.0.0.1' : undefined));
  return { address, [Symbol.asyncDispose]: close };
}
