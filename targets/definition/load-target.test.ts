import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { loadTarget, targetNames } from './load-target.ts';
import { formatProblems, Misconfigured, type Problem } from './problem.ts';

/** The smallest target there can be. */
const smallest = {
  name: 'shop',
  environment: 'test',
  region: 'eu-central-1',
  hosts: { api: 'https://api.shop.example' },
};

let folder: string;
let count = 0;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchpost-targets-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** A target file outside the repository, as a team keeps it beside its own code. */
function written(source: string): string {
  count += 1;
  const file = join(folder, `target-${count}.ts`);
  writeFileSync(file, source);
  return file;
}

const fileOf = (target: object) => written(`export default ${JSON.stringify(target)};`);
const load = (differing: object = {}, overrides = {}, environment = {}) =>
  loadTarget(fileOf({ ...smallest, ...differing }), overrides, environment);

/** The problems of a target that may not be used. */
async function problemsOf(loading: Promise<unknown>): Promise<Problem[]> {
  const error = await loading.then(
    () => assert.fail('the target was taken'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Misconfigured, String(error));
  return [...error.problems];
}
const wheres = async (loading: Promise<unknown>) => (await problemsOf(loading)).map(({ where }) => where).toSorted();

const api = { host: 'api', health: { path: '/health', accepts: 'OK' } };
const stripe = {
  provider: 'stripe',
  secretKey: 'STRIPE_SECRET_KEY',
  webhook: { host: 'api', path: '/webhooks/stripe', events: ['checkout.session.completed'] },
  routes: { checkout: '/checkout' },
  entitlement: { field: 'tier', premium: 'premium', free: 'free' },
};
const auth = {
  kind: 'password',
  host: 'api',
  probe: { email: 'PROBE_EMAIL', password: 'PROBE_PASSWORD' },
  routes: { login: '/login', me: '/me' },
};
const page = { path: '/', landmark: { role: 'heading', name: 'Shop' } };

describe('a target that may be used', () => {
  test('loads by its name with an empty environment', async () => {
    for (const name of await targetNames()) assert.equal((await loadTarget(name)).name, name);
  });

  test('loads by its path, outside the repository', async () => {
    assert.equal((await load()).hosts['api'], 'https://api.shop.example');
  });

  test('may be written with defineTarget', async () => {
    const home = new URL('../target.ts', import.meta.url).href;
    const source = `import { defineTarget } from ${JSON.stringify(home)};
      const target: object = ${JSON.stringify(smallest)};
      export default defineTarget(target as never);`;
    assert.equal((await loadTarget(written(source))).name, 'shop');
  });

  test('needs no more than a name, an environment, a region and a host', async () => {
    const target = await load();
    assert.deepEqual(target.apis, {});
    assert.deepEqual(target.billing, { mode: 'off' });
    assert.equal(target.metrics.publish, 'off');
    for (const part of [target.frontend, target.auth, target.images]) assert.equal(part, undefined);
  });

  test('may have an API with a health text and nothing else', async () => {
    const { apis } = await load({ apis: { api } });
    assert.deepEqual(apis['api'], api);
  });

  test('may have auth without a refresh, a frontend without an API, a billing that only looks', async () => {
    const frontend = { host: 'api', pages: [page] };
    const target = await load({ auth, frontend, billing: { mode: 'audit', ...stripe } });
    assert.equal(target.auth?.routes.refresh, undefined);
    assert.equal(target.frontend?.pages[0]?.deepLink, false);
    assert.equal(target.billing.mode, 'audit');
  });

  test('may be checked on plain http on loopback', async () => {
    for (const host of ['http://127.0.0.1:8080', 'http://localhost:1', 'http://[::1]:2'])
      assert.equal((await load({ hosts: { api: host } })).hosts['api'], host);
  });
});

describe('overrides', () => {
  test('take the place of a setting, deep inside too, and leave the rest', async () => {
    const overrides = { 'hosts.api': 'https://preview.shop.example', 'budgets.premium': 5_000 };
    const target = await load({ apis: { api } }, overrides);
    assert.equal(target.hosts['api'], 'https://preview.shop.example');
    assert.equal(target.budgets.premium, 5_000);
    assert.equal(target.apis['api']?.health.path, '/health');
  });

  test('do not stay for the next run of the same file', async () => {
    const file = fileOf(smallest);
    await loadTarget(file, { 'hosts.api': 'https://preview.shop.example' });
    assert.equal((await loadTarget(file)).hosts['api'], 'https://api.shop.example');
  });

  test('keep the regular expressions and the schemas of a target', async () => {
    const target = await loadTarget('loventia', { 'budgets.premium': 5_000 });
    assert.ok(target.frontend?.consoleNoise[0]?.pattern instanceof RegExp);
  });

  test('of a setting that does not exist are a problem with the nearest name', async () => {
    const [problem] = await problemsOf(load({}, { 'budget.premium': 5_000 }));
    assert.partialDeepStrictEqual(problem, { where: 'budget', remedy: 'did you mean "budgets"?' });
  });

  test('of a place inside a text are a problem', async () => {
    const [problem] = await problemsOf(load({}, { 'name.first': 'x' }));
    assert.match(problem?.where ?? '', /name\.first/);
  });

  test('change nothing outside the target', async () => {
    await assert.rejects(load({}, { '__proto__.polluted': true }), Misconfigured);
    await assert.rejects(load({}, { 'constructor.prototype.polluted': true }), Misconfigured);
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });
});

describe('each problem says where, what was found, what was expected and what to do', () => {
  const rows: [string, object, Problem][] = [
    [
      'an unknown setting',
      { frontent: {} },
      {
        where: 'frontent',
        found: 'a setting named "frontent"',
        expected: '… frontend, …',
        remedy: 'did you mean "frontend"?',
      },
    ],
    [
      'an unknown setting deep inside',
      { apis: { api: { ...api, helth: {} } } },
      {
        where: 'apis.api.helth',
        found: 'a setting named "helth"',
        expected: 'one of: host, health, …',
        remedy: 'did you mean "health"?',
      },
    ],
    [
      'an unknown setting of a part that comes in several kinds',
      { billing: { mode: 'audit', ...stripe, webhok: {} } },
      {
        where: 'billing.webhok',
        found: 'a setting named "webhok"',
        expected: '… webhook, …',
        remedy: 'did you mean "webhook"?',
      },
    ],
    [
      'an unknown word',
      { environment: 'life' },
      {
        where: 'environment',
        found: '"life"',
        expected: 'one of: demo, test, live',
        remedy: 'did you mean "live"?',
      },
    ],
    [
      'an unknown mode',
      { billing: { ...stripe, mode: 'hostd' } },
      {
        where: 'billing.mode',
        found: '"hostd"',
        expected: 'one of: off, audit, api, hosted',
        remedy: 'did you mean "hosted"?',
      },
    ],
    [
      'an unknown severity of a response',
      { response: { P4: { acknowledgeMinutes: 1, call: ['x'] } } },
      {
        where: 'response.P4',
        found: 'a setting named "P4"',
        expected: 'one of: P0, P1, P2, P3',
        remedy: 'did you mean "P0"?',
      },
    ],
    [
      'an unknown layer of an owner',
      { owners: { biling: 'payments' } },
      {
        where: 'owners.biling',
        found: 'a setting named "biling"',
        expected: '… billing, …',
        remedy: 'did you mean "billing"?',
      },
    ],
    [
      'an address that is none',
      { hosts: { api: 'api.shop.example' } },
      {
        where: 'hosts.api',
        found: '"api.shop.example"',
        expected: 'an address such as …',
        remedy: '…',
      },
    ],
    [
      'a host name that cannot be one',
      { hosts: { API: 'https://api.shop.example' } },
      {
        where: 'hosts.API',
        found: '…',
        expected: 'lower-case letters, digits and dashes, such as "api"',
        remedy: '…',
      },
    ],
    [
      'an unknown landmark',
      { frontend: { host: 'api', pages: [{ path: '/', landmark: { role: 'heding', name: 'x' } }] } },
      {
        where: 'frontend.pages[0].landmark.role',
        found: '"heding"',
        expected: '… heading, …',
        remedy: 'did you mean "heading"?',
      },
    ],
    [
      'plain http to somewhere else',
      { hosts: { api: 'http://api.shop.example' } },
      {
        where: 'hosts.api',
        found: '"http://api.shop.example"',
        expected: 'an https:// address (plain http only on loopback)',
        remedy: 'write https://api.shop.example',
      },
    ],
    [
      'an address with a path',
      { hosts: { api: 'https://api.shop.example/v1' } },
      {
        where: 'hosts.api',
        found: '"https://api.shop.example/v1"',
        expected: 'an origin: scheme, name and port, nothing after',
        remedy: 'write https://api.shop.example; …',
      },
    ],
    [
      'a host that is not there',
      { apis: { api: { ...api, host: 'apo' } } },
      {
        where: 'apis.api.host',
        found: '"apo"',
        expected: 'a name of hosts: api',
        remedy: 'did you mean "api"?',
      },
    ],
    [
      'an API that is not there',
      { apis: { api }, frontend: { host: 'api', pages: [page], shipsWithApi: 'apo' } },
      {
        where: 'frontend.shipsWithApi',
        found: '"apo"',
        expected: 'a name of apis: api',
        remedy: 'did you mean "api"?',
      },
    ],
    [
      'a purchase in live',
      { environment: 'live', auth, billing: { mode: 'hosted', ...stripe } },
      {
        where: 'billing.mode',
        found: '"hosted"',
        expected: '"audit" or "off": in live nothing buys',
        remedy: 'set billing.mode to "audit"',
      },
    ],
    [
      'a purchase by nobody',
      { billing: { mode: 'api', ...stripe } },
      {
        where: 'billing.mode',
        found: '"api"',
        expected: 'auth, because a purchase is made by a signed-in user',
        remedy: 'describe auth, or use "audit"',
      },
    ],
    [
      'a secret where its name belongs',
      { auth: { ...auth, probe: { email: 'PROBE_EMAIL', password: 'hunter22' } } },
      {
        where: 'auth.probe.password',
        found: '…',
        expected: 'the name of an environment variable, such as WATCHPOST_PROBE_PASSWORD',
        remedy: '…',
      },
    ],
    [
      'an exception without a reason',
      { frontend: { host: 'api', pages: [page], consoleNoise: [{ pattern: 'x', reason: 'y' }] } },
      {
        where: 'frontend.consoleNoise[0].pattern',
        found: '"x"',
        expected: '…',
        remedy: '…',
      },
    ],
  ];
  for (const [what, differing, expected] of rows) {
    test(what, async () => {
      const problem = (await problemsOf(load(differing)))[0] ?? assert.fail();
      for (const part of ['where', 'found', 'expected', 'remedy'] as const)
        assert.match(problem[part], patternOf(expected[part]), `${part} of ${JSON.stringify(problem)}`);
    });
  }

  test('and never in the words of the schema library', async () => {
    for (const [, differing] of rows)
      for (const { expected } of await problemsOf(load(differing))) assert.doesNotMatch(expected, /Invalid|received/);
  });

  test('and never shows a secret that stands where its name belongs', async () => {
    const [problem] = await problemsOf(load({ auth: { ...auth, probe: { email: 'E', password: 'hunter22-secret' } } }));
    assert.doesNotMatch(JSON.stringify(problem), /hunter22/);
  });
});

/** `…` stands for anything. */
const patternOf = (text: string) =>
  new RegExp(
    `^${text
      .split('…')
      .map((part) => part.replace(/[$()*+.?[\]\\^{|}]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );

test('every host that is spoken of and is not there is a problem', async () => {
  const host = 'nowhere';
  const target = {
    apis: { api: { ...api, host } },
    frontend: { host, pages: [page] },
    auth: { ...auth, host },
    images: { profileFields: ['photos'], samples: { host, paths: ['/a.jpg'] }, private: { host, path: '/b.jpg' } },
    billing: { mode: 'audit', ...stripe, webhook: { ...stripe.webhook, host } },
    access: { headers: { 'x-bypass': 'BYPASS' }, hosts: [host] },
    edge: { httpsRedirects: { [host]: 'http://shop.example' } },
    markInBrowser: [host],
  };
  assert.deepEqual(await wheres(load(target)), [
    'access.hosts[0]',
    'apis.api.host',
    'auth.host',
    'billing.webhook.host',
    'edge.httpsRedirects.nowhere',
    'frontend.host',
    'images.private.host',
    'images.samples.host',
    'markInBrowser[0]',
  ]);
});

test('all problems come at once: of the schema, of the addresses, of the keys and of the overrides', async () => {
  const target = {
    region: 'europe',
    hosts: { api: 'http://api.shop.example' },
    billing: { mode: 'audit', ...stripe },
    frontent: {},
  };
  const loading = load(target, { 'name.first': 'x' }, { STRIPE_SECRET_KEY: 'sk_live_0123456789' });
  assert.deepEqual(await wheres(loading), ['--set name.first', 'STRIPE_SECRET_KEY', 'frontent', 'hosts.api', 'region']);
});

describe('a key that may not be used', () => {
  const withKey = (environment: string, key: string) =>
    load({ environment, billing: { mode: 'audit', ...stripe } }, {}, { STRIPE_SECRET_KEY: key });

  for (const [environment, key] of [
    ['test', 'sk_test_0123456789'],
    ['demo', 'rk_test_0123456789'],
    ['live', 'rk_live_0123456789'],
    ['test', ''],
  ] as const) {
    test(`"${key.slice(0, 7)}" is fine in ${environment}`, async () => {
      assert.equal((await withKey(environment, key)).environment, environment);
    });
  }

  for (const [environment, key, remedy] of [
    ['test', 'sk_live_0123456789', /roll it/],
    ['demo', 'rk_live_0123456789', /roll it/],
    ['live', 'sk_live_0123456789', /set the right key/],
    ['live', 'rk_test_0123456789', /set the right key/],
    ['live', 'sk_test_0123456789', /set the right key/],
    ['test', 'pk_test_0123456789', /set the right key/],
  ] as const) {
    test(`"${key.slice(0, 7)}" is refused in ${environment}, and told by its kind only`, async () => {
      const [problem] = await problemsOf(withKey(environment, key));
      assert.equal(problem?.where, 'STRIPE_SECRET_KEY');
      assert.match(problem?.remedy ?? '', remedy);
      assert.ok(problem?.found.includes(key.slice(0, 7)));
      assert.doesNotMatch(JSON.stringify(problem), /0123/);
    });
  }

  test('is not shown at all when it is of no known kind', async () => {
    const [problem] = await problemsOf(withKey('test', 'hunter2-and-more'));
    assert.doesNotMatch(JSON.stringify(problem), /hunter/);
  });

  test('is found although the rest of the target does not fit', async () => {
    const loading = load(
      { region: 1, billing: { mode: 'audit', ...stripe } },
      {},
      { STRIPE_SECRET_KEY: 'sk_live_0123456789' },
    );
    assert.deepEqual(await wheres(loading), ['STRIPE_SECRET_KEY', 'region']);
  });

  test('is not sent over plain http', async () => {
    const billing = { mode: 'audit', ...stripe, apiUrl: 'http://api.stripe.com' };
    assert.deepEqual(await wheres(load({ billing })), ['billing.apiUrl']);
    assert.equal((await load({ billing: { ...billing, apiUrl: 'http://127.0.0.1:1' } })).billing.mode, 'audit');
  });
});

describe('a target file', () => {
  test('of an unknown name is a problem with the nearest name and all there are', async () => {
    const [problem] = await problemsOf(loadTarget('loventja'));
    assert.partialDeepStrictEqual(problem, {
      where: '--target',
      found: '"loventja"',
      remedy: 'did you mean "loventia"?',
    });
    assert.match(problem?.expected ?? '', /\bloventia\b/);
  });

  test('is not looked for by the name of a file of ours that is no target', async () => {
    for (const name of ['target', 'definition', ''])
      assert.equal((await problemsOf(loadTarget(name)))[0]?.where, '--target');
  });

  test('that is not there is a problem', async () => {
    const [problem] = await problemsOf(loadTarget(join(folder, 'nowhere.ts')));
    assert.equal(problem?.where, '--target');
  });

  const broken: [string, string, RegExp][] = [
    ['that is not TypeScript', 'export default {{{', /SyntaxError|ERR_INVALID_TYPESCRIPT/],
    ['that throws', 'throw new Error("no luck");', /no luck/],
    ['that imports what is not there', 'import "./nowhere.ts"; export default {};', /nowhere/],
    ['without a default export', 'export const target = {};', /no default export/],
    ['whose default export is no object', 'export default 42;', /no default export/],
    ['whose default export is a list', 'export default [];', /no default export/],
  ];
  for (const [what, source, found] of broken) {
    test(`${what} is a problem of that file`, async () => {
      const file = written(source);
      const [problem, ...more] = await problemsOf(loadTarget(file));
      assert.deepEqual(more, []);
      assert.equal(problem?.where, file);
      assert.match(problem?.found ?? '', found);
    });
  }

  test('that is empty misses everything it must have', async () => {
    assert.deepEqual(await wheres(loadTarget(written('export default {};'))), [
      'environment',
      'hosts',
      'name',
      'region',
    ]);
  });
});

test('a person reads each problem as a block of four lines below one that says that nothing has run', () => {
  const problem = { where: '--target', found: '"x"', expected: 'one of: loventia', remedy: 'use one' };
  const [first, ...blocks] = formatProblems([problem, problem]).split('\n');
  assert.match(first ?? '', /Nothing has run: 2 problems/);
  assert.equal(blocks.length, 8);
  assert.match(formatProblems([problem]), /1 problem in/);
});
