import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { assertEnding, checkOf, told } from './e2e/ended-run.ts';
import { findIn, findSecrets } from './e2e/find-secrets.ts';
import { runToEnd } from './e2e/start-run.ts';
import { checkTiny, startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

// A team's own Playwright specs, in a package of CommonJS, with what TypeScript has and Node has not.

const pages = `import type { APIRequestContext } from '@playwright/test';
  export enum Way { Health = '/health' }
  export class Api {
    constructor(private readonly request: APIRequestContext) {}
    health() { return this.request.get(Way.Health); }
  }`;

const spec = `import { expect, test } from '@playwright/test';
  import { writeFileSync } from 'node:fs';
  import { basename } from 'node:path';
  import { Api } from './parts/api';
  test.describe('stock', () => {
    test('is asked at the address of the target', async ({ request }) => {
      expect(await (await new Api(request).health()).text()).toBe('alive');
      expect(basename(__dirname)).toBe('e2e');
    });
    test.skip('is ordered', async () => {});
    test.fail('is never too low', async () => { expect(1).toBe(2); });
  });
  test.describe.serial('an order', () => {
    test('is made', async ({ request }, info) => {
      const password = process.env.TINY_PASSWORD;
      console.log('with ' + password);
      await info.attach('page', { body: password, contentType: 'text/plain' });
        writeFileSync(info.outputPath('page.txt'), password + process.env.SHOP_TOKEN);
      await test.step('with ' + password, async () => {
        const answer = await request.get('/nothing', { headers: { 'x-tenant': password } });
        expect(answer.status(), 'with ' + password + process.env.SHOP_TOKEN).toBe(200); // made
      });
    });
    test('is sent', async () => {});
  });`;

function writeSpecs({ folder }: Workspace): void {
  mkdirSync(join(folder, 'e2e', 'parts'), { recursive: true });
  writeFileSync(join(folder, 'e2e', 'parts', 'api.ts'), pages);
  writeFileSync(join(folder, 'e2e', 'stock.spec.ts'), spec);
}

/** Which no target names. */
const SHOP_TOKEN = randomBytes(12).toString('hex');
const specs = {
  specs: 'e2e/*.spec.ts',
  tier: 'http',
  layer: 'api',
  severity: 'P1',
  owner: 'the shop',
  needs: ['api/health'],
};

describe('the Playwright specs of a team', { concurrency: 2 }, () => {
  test('are claims: named, judged, blamed and cleaned as checks are', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, undefined, 'unsaid');
    writeSpecs(workspace);
    const only = ['--tier', 'http', '--check', 'api/e2e-stock-spec', '--check', 'api/health'];
    const run = await checkTiny(workspace, tiny, [...only, '--set', `checks=${JSON.stringify([specs])}`], {
      SHOP_TOKEN,
    });
    const outcome = (name: string) => checkOf(run, `api/e2e-stock-spec:${name}`)?.outcome;
    assert.equal(run.code, 1, told(run));
    assert.equal(outcome('stock.is-asked-at-the-address-of-the-target'), 'pass', told(run));
    assert.equal(outcome('stock.is-never-too-low'), 'pass');
    assert.equal(checkOf(run, 'api/health')?.outcome, 'pass');
    assert.deepEqual(
      run.record?.notWatched.filter(({ id }) => id.includes('-spec:')),
      [{ id: 'api/e2e-stock-spec:stock.is-ordered', layer: 'api', title: 'stock › is ordered' }],
    );
    const made = checkOf(run, 'api/e2e-stock-spec:an-order.is-made');
    const line = spec.split('\n').findIndex((text) => text.includes('// made')) + 1;
    assert.partialDeepStrictEqual(made, {
      ...{ title: 'an order › is made', severity: 'P1', owner: 'the shop', needs: ['api/health'], outcome: 'fail' },
      failure: { class: 'http-error', party: 'app', code: 'spec-failed' },
    });
    assert.match(made?.failure?.at ?? '', new RegExp(`stock\\.spec\\.ts:${line}$`));
    assert.partialDeepStrictEqual(checkOf(run, 'api/e2e-stock-spec:an-order.is-sent'), {
      ...{ outcome: 'not-run', notRun: 'blocked', causedBy: ['api/e2e-stock-spec:an-order.is-made'] },
    });
    assert.match(run.stdout, /A test of the team’s own does not pass[\s\S]*Owner +the shop/);
    const { TINY_PASSWORD } = tiny.environment;
    assert.deepEqual(findSecrets(workspace.folder, { TINY_PASSWORD, SHOP_TOKEN }), []);
    assert.deepEqual(findIn({ where: 'the answer', text: run.stdout + run.stderr }, { TINY_PASSWORD, SHOP_TOKEN }), []);
  });

  test('take no other check with them where one does not load, and leave no run green', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, undefined, 'unsaid');
    writeFileSync(
      join(workspace.folder, 'cart.spec.ts'),
      "import { cart } from './nowhere';\ntest(cart, async () => {});",
    );
    const flags = ['--tier', 'http', '--check', 'api/health', '--set', 'checks=[{"specs":"*.spec.ts","tier":"http"}]'];
    flags.push('--set', 'severities={"frontend/cart-spec":"P1"}');
    const run = await checkTiny(workspace, tiny, flags);
    assert.deepEqual([run.code, checkOf(run, 'api/health')?.outcome], [3, 'pass'], told(run));
    assert.match(run.record?.harness.join() ?? '', /specs were left out.*Cannot find module '\.\/nowhere'/);
  });

  // Playwright is called directly: that a command goes on without specs of which nothing was planned, the test above shows.
  test('plan nothing and are named where one is marked with only, whatever check was asked for', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, undefined, 'unsaid');
    writeFileSync(
      join(workspace.folder, 'cart.spec.ts'),
      "import { test } from '@playwright/test';\ntest.only('is full', async () => {});\ntest('is empty', async () => {});",
    );
    const run = await runToEnd(workspace, ['playwright', 'test'], {
      ...tiny.environment,
      WATCHPOST_TARGET: tiny.target,
      WATCHPOST_CHECKS: 'api/health',
      WATCHPOST_SET: '{"checks":[{"specs":"*.spec.ts","tier":"http"}]}',
      WATCHPOST_TIERS: 'http',
    });
    assertEnding(run, 3, 'inconclusive');
    assert.deepEqual([run.record?.expected, run.record?.checks, tiny.requests], [[], [], []], told(run));
    assert.match(run.record?.harness.join() ?? '', /focused with '\.only' is not allowed.*is full/);
  });
});
