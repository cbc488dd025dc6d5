import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { listen } from '#demo/net/listen.ts';
import type { EndedRun } from './ended-run.ts';
import { root, runToEnd } from './start-run.ts';
import type { Workspace } from './workspace.ts';

/** A system of one plain server: a text health page, a login without refresh, a page. */
export interface TinySystem extends AsyncDisposable {
  origin: string;
  /** Path of its target file, which lies outside the repository. */
  target: string;
  /** The credentials of the probe account. */
  environment: { TINY_EMAIL: string; TINY_PASSWORD: string };
  /** `GET /health` and so on, oldest first. */
  requests: string[];
  /** What signs in a user, as it is now. */
  token(): string;
  /** Takes another one, as a deploy with a new signing key does: whoever was signed in is so no more. */
  dropSessions(): void;
}

/** Answers in place of the system, or lets the request through, at once or after a while. */
export type Instead = (path: string) => Response | undefined | Promise<Response | undefined>;

/**
 * Starts the system and writes its target into the workspace, as a repository of another team would hold it.
 *
 * @param type what that repository's package.json says of its modules; without one Playwright reads the file as CommonJS.
 */
export async function startTinySystem(
  workspace: Workspace,
  instead: Instead = () => undefined,
  type: 'module' | 'unsaid' = 'module',
): Promise<TinySystem> {
  const requests: string[] = [];
  const environment = { TINY_EMAIL: 'probe@tiny.example', TINY_PASSWORD: randomBytes(12).toString('hex') };
  const app = new Hono();
  let token = newToken();
  app.use(async (c, next) => {
    requests.push(`${c.req.method} ${c.req.path}`);
    return (await instead(c.req.path)) ?? next();
  });
  addRoutes(app, environment, () => token);
  const server = await listen({ fetch: app.fetch });
  const origin = `http://127.0.0.1:${server.port}`;
  const target = join(workspace.folder, 'tiny.ts');
  writeFileSync(target, targetFile(origin));
  if (type === 'module') writeFileSync(join(workspace.folder, 'package.json'), '{ "type": "module" }\n');
  const dropSessions = () => {
    token = newToken();
  };
  const sessions = { token: () => token, dropSessions };
  return { origin, target, environment, requests, ...sessions, [Symbol.asyncDispose]: () => server.close() };
}

const newToken = () => randomBytes(24).toString('hex');

/** Holds back the answers of one path: the check that asks is under way for as long as the test wants. */
export const holding =
  (held: string): Instead =>
  (path) =>
    path === held ? new Promise<never>(() => undefined) : undefined;

/** Answers one path, and lets the system answer the others. */
export const answering =
  (path: string, answer: () => Response): Instead =>
  (asked) =>
    asked === path ? answer() : undefined;

/** A flag for runs of which nothing is to be published. */
export const unpublished = ['--set', 'metrics.publish=off'];

/** Runs the checks of the system to their end. */
export const checkTiny = (
  workspace: Workspace,
  { target, environment }: TinySystem,
  flags: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): Promise<EndedRun> =>
  runToEnd(workspace, ['check', '--target', target, ...unpublished, ...flags], { ...environment, ...more });

function addRoutes(
  app: Hono,
  { TINY_EMAIL: email, TINY_PASSWORD: password }: TinySystem['environment'],
  token: () => string,
): void {
  app.get('/health', (c) => c.text('alive'));
  app.post('/session', async (c) => {
    const given = await c.req.json();
    return given.email === email && given.password === password ? c.json({ accessToken: token() }) : c.json({}, 401);
  });
  app.get('/me', (c) => (c.req.header('authorization') === `Bearer ${token()}` ? c.json({ email }) : c.json({}, 401)));
  app.get('/', (c) => {
    c.header('cache-control', 'no-cache');
    return c.html('<!doctype html><title>Tiny</title><body><script src="/app.js"></script></body>');
  });
  app.get('/app.js', (c) =>
    c.body("document.body.append(Object.assign(document.createElement('h1'), { textContent: 'Tiny' }));", 200, {
      'content-type': 'text/javascript',
    }),
  );
}

const targetFile = (origin: string) => `import { defineTarget } from '${join(root, 'targets', 'target.ts')}';

export default defineTarget({
  name: 'tiny',
  environment: 'test',
  region: 'eu-north-1',
  hosts: { web: '${origin}' },
  apis: { web: { host: 'web', health: { path: '/health', accepts: 'alive' } } },
  frontend: { host: 'web', pages: [{ path: '/', landmark: { role: 'heading', name: 'Tiny' } }] },
  auth: {
    kind: 'password',
    host: 'web',
    probe: { email: 'TINY_EMAIL', password: 'TINY_PASSWORD' },
    routes: { login: '/session', me: '/me' },
  },
  // How fast it is beside the runs that look at it says nothing.
  budgets: { health: 10_000, page: 20_000, asset: 20_000, login: 20_000 },
  metrics: { publish: 'on' },
});
`;
