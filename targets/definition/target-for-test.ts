import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { loadTarget } from './load-target.ts';
import { ConfigError, type ConfigProblem } from './problem.ts';

/** Target files for the tests of this folder, written outside the repository, as a team keeps its own. */
export const folder = mkdtempSync(join(tmpdir(), 'watchpost-targets-'));
// Not after the tests of one file: the next one may have this module from the same process.
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The smallest target there can be. */
export const smallest = {
  name: 'shop',
  environment: 'test',
  region: 'eu-central-1',
  hosts: { api: 'https://api.shop.example' },
};

/** Parts that a target may have, as small as they can be. */
export const api = { host: 'api', health: { path: '/health', accepts: 'OK' } };
export const stripe = {
  provider: 'stripe',
  secretKey: 'STRIPE_SECRET_KEY',
  webhook: { host: 'api', path: '/webhooks/stripe', events: ['checkout.session.completed'] },
  routes: { checkout: '/checkout' },
  entitlement: { field: 'tier', premium: 'premium', free: 'free' },
};
export const auth = {
  kind: 'password',
  host: 'api',
  probe: { email: 'PROBE_EMAIL', password: 'PROBE_PASSWORD' },
  routes: { login: '/login', me: '/me' },
};
export const page = { path: '/', landmark: { role: 'heading', name: 'Shop' } };

let count = 0;

/** A target file with this content. */
export function written(source: string): string {
  count += 1;
  const file = join(folder, `target-${count}.ts`);
  writeFileSync(file, source);
  return file;
}

export const fileOf = (target: object) => written(`export default ${JSON.stringify(target)};`);

/** Loads the smallest target with these differences. */
export const load = (differing: object = {}, overrides = {}, environment = {}) =>
  loadTarget(fileOf({ ...smallest, ...differing }), overrides, environment);

/** The problems of a target that may not be used. */
export async function problemsOf(loading: Promise<unknown>): Promise<ConfigProblem[]> {
  const error = await loading.then(
    () => assert.fail('the target was taken'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ConfigError, String(error));
  return [...error.problems];
}

/** The places of those problems, in order. */
export const wheres = async (loading: Promise<unknown>) =>
  (await problemsOf(loading)).map(({ where }) => where).toSorted();
