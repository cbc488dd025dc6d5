import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { layers } from '#record/vocabulary.ts';
import { assertNothingIsLeft } from './e2e/assert-nothing-is-left.ts';
import { told } from './e2e/ended-run.ts';
import { startDemo } from './e2e/start-demo.ts';
import { runToEnd } from './e2e/start-run.ts';
import { checkTiny, startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

describe('a run that was asked for wrongly ends with 4 before the first request', { concurrency: 2 }, () => {
  const rows: [name: string, args: string[], ...says: RegExp[]][] = [
    ['a target', ['check', '--target', 'lovenia'], /--target[\s\S]*loventia[\s\S]*did you mean "loventia"/],
    [
      'a layer, a tier and a trigger, each of them,',
      ['check', '--layer', 'jobs', '--tier', 'htp', '--trigger', 'cron'],
      new RegExp(`--layer[\\s\\S]*one of: ${layers.join(', ')}\n`),
      /--tier[\s\S]*http, browser, purchase[\s\S]*did you mean "http"/,
      /--trigger[\s\S]*schedule, deploy, manual/,
    ],
    ['a check', ['check', '--check', 'api/helth'], /--check[\s\S]*api\/health[\s\S]*did you mean "api\/health"/],
    ['a flag', ['check', '--layers', 'api'], /--layers[\s\S]*did you mean "--layer"/],
    [
      'a setting and a host, both,',
      ['check', '--set', 'budgets.helth=1', '--url', 'wep=http://127.0.0.1:9'],
      /budgets[\s\S]*helth/,
      /wep/,
    ],
    [
      'a fault, and a fault’s host, both,',
      ['start', '--fault', 'frontend-dwn', '--fault', 'dns:nowhere'],
      /--fault[\s\S]*frontend-refused[\s\S]*did you mean "frontend-down"/,
      /--fault[\s\S]*nowhere[\s\S]*app, api, images/,
    ],
  ];
  for (const [name, args, ...says] of rows) {
    test(`${name} that nobody knows: ${args.join(' ')}`, async () => {
      using workspace = new Workspace();
      await using tiny = await startTinySystem(workspace);
      const run = await runToEnd(workspace, args, { WATCHPOST_TARGET: tiny.target, ...tiny.environment });
      assert.equal(run.code, 4, told(run));
      for (const one of says) assert.match(run.stderr, one);
      assert.match(run.stderr, /Nothing has run/);
      assert.doesNotMatch(run.stderr, /^\s+at .*:\d+:\d+/m, 'a stack is no help to who mistyped');
      assert.deepEqual([tiny.requests, run.record], [[], undefined]);
      await assertNothingIsLeft(workspace);
    });
  }

  test('a flag that npm kept to itself', async () => {
    using workspace = new Workspace();
    const run = await runToEnd(workspace, ['npm', 'run', 'check', '--target', 'nope']);
    assert.equal(run.code, 4, told(run));
    assert.match(run.stderr, /npm run check -- --target/);
    assert.equal(run.record, undefined);
  });

  test('a browser that is not there', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace);
    const run = await checkTiny(workspace, tiny, [], { WATCHPOST_BROWSER: '/nowhere/browser' });
    assert.equal(run.code, 4, told(run));
    assert.match(run.stderr, /WATCHPOST_BROWSER[\s\S]*\/nowhere\/browser/);
    assert.deepEqual(tiny.requests, []);
  });

  test('a live key of Stripe', async () => {
    using workspace = new Workspace();
    await using demo = await startDemo();
    const key = `sk_live_${randomBytes(24).toString('hex')}`;
    const before = demo.stripeRequests().length;
    const run = await runToEnd(workspace, ['check', '--target', 'loventia'], {
      ...demo.environment,
      STRIPE_SECRET_KEY: key,
    });
    assert.equal(run.code, 4, told(run));
    assert.match(run.stderr, /STRIPE_SECRET_KEY[\s\S]*a live key may never be used here/);
    assert.ok(!`${run.stdout}${run.stderr}`.includes(key), 'the key is not repeated');
    assert.deepEqual([demo.log(), demo.stripeRequests().length], [[], before]);
  });

  for (const args of [['start'], ['check', '--target', 'loventia', '--set', 'billing.secretKey=SHOP_KEY']]) {
    test(`a live key of Stripe, seen by ${args.join(' ')}`, async () => {
      using workspace = new Workspace();
      const name = args.length > 1 ? 'SHOP_KEY' : 'STRIPE_SECRET_KEY';
      const run = await runToEnd(workspace, args, { [name]: 'sk_live_x' });
      assert.equal(run.code, 4, told(run));
      assert.match(run.stderr, new RegExp(`${name}[\\s\\S]*a live key may never be used here`));
      assert.equal(run.record, undefined);
    });
  }
});
