import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { told } from './e2e/ended-run.ts';
import { checkTiny, startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

test('a run without a browser says that it does not sign in where people do so through a page, and is green', async () => {
  using workspace = new Workspace();
  await using tiny = await startTinySystem(workspace);
  const target = join(workspace.folder, 'by-page.ts');
  const form = {
    path: '/',
    email: { label: 'E-mail' },
    password: { label: 'Password' },
    signedIn: { text: 'Log out' },
  };
  const probe = { email: 'TINY_EMAIL', password: 'TINY_PASSWORD' };
  const described = {
    ...{ name: 'by-page', environment: 'test', region: 'eu-north-1', hosts: { web: tiny.origin } },
    apis: { web: { host: 'web', health: { path: '/health' } } },
    frontend: { host: 'web', pages: [{ path: '/', landmark: { role: 'heading', name: 'Tiny' } }] },
    auth: { kind: 'form', host: 'web', probe, routes: { me: '/me' }, form },
  };
  writeFileSync(target, `export default ${JSON.stringify(described)};`);
  const flags = ['--tier', 'http', '--check', 'auth/login', '--check', 'auth/me', '--check', 'edge/tcp'];
  const run = await checkTiny(workspace, { ...tiny, target }, flags);
  assert.deepEqual([run.code, run.record?.checks.map(({ id }) => id)], [0, ['edge/tcp:web']], told(run));
  const why = 'people sign in through a page, and this run opens none (--tier browser does)';
  assert.deepEqual(
    run.record?.notWatched.map((claim) => [claim.id, claim.why]),
    [
      ['auth/login', why],
      ['auth/me', why],
    ],
  );
  assert.match(run.stdout.replaceAll(/\s+/g, ' '), /nothing of auth \(2 claims\): people sign in through a page/);
  assert.deepEqual(tiny.requests, [], 'nobody was asked for a session');
});
