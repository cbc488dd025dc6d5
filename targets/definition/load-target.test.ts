import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { loadTarget, targetNames } from './load-target.ts';
import { ConfigError } from './problem.ts';
import {
  api,
  auth,
  fileOf,
  folder,
  load,
  page,
  problemsOf,
  smallest,
  stripe,
  wheres,
  written,
} from './target-for-test.ts';

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

  test('may import defineTarget and z from watchpost, in a package of its own that says nothing of it', async () => {
    const source = `import { defineTarget, z } from 'watchpost';
      const accepts = z.object({ ok: z.boolean() });
      export default defineTarget({ ...${JSON.stringify(smallest)},
        apis: { api: { host: 'api', health: { path: '/health', accepts } } } } as never);`;
    assert.equal((await loadTarget(written(source))).name, 'shop');
  });

  test('may be an ES module in a package of CommonJS, or CommonJS itself', async () => {
    const home = join(folder, 'commonjs');
    mkdirSync(home);
    writeFileSync(join(home, 'package.json'), '{"type":"commonjs"}');
    const target = `{ ...${JSON.stringify(smallest)}, name: 'shop' as string }`;
    writeFileSync(
      join(home, 'watch.ts'),
      `import { defineTarget } from 'watchpost'; export default defineTarget(${target} as never);`,
    );
    writeFileSync(join(home, 'plain.ts'), `module.exports = ${target};`);
    writeFileSync(join(home, 'plain.cjs'), `module.exports = ${JSON.stringify(smallest)};`);
    for (const file of ['watch.ts', 'plain.ts', 'plain.cjs'])
      assert.equal((await loadTarget(join(home, file))).name, 'shop', file);
  });

  test('needs no more than a name, an environment and a host', async () => {
    const target = await load({ region: undefined });
    assert.deepEqual(target.apis, {});
    assert.deepEqual(target.billing, { mode: 'off' });
    assert.equal(target.metrics.publish, 'off');
    for (const part of [target.frontend, target.auth, target.images]) assert.equal(part, undefined);
  });

  test('may have an API with a health text and nothing else', async () => {
    const { apis } = await load({ apis: { api } });
    assert.deepEqual(apis['api'], api);
  });

  test('may say that it has no users', async () => {
    assert.equal((await load({ auth: { kind: 'none' } })).auth, undefined);
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
    assert.ok(target.frontend?.expectedFailures[0]?.pattern instanceof RegExp);
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
    await assert.rejects(load({}, { '__proto__.polluted': true }), ConfigError);
    await assert.rejects(load({}, { 'constructor.prototype.polluted': true }), ConfigError);
    assert.equal(Reflect.get({}, 'polluted'), undefined);
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
    assert.deepEqual(await wheres(loadTarget(written('export default {};'))), ['environment', 'hosts', 'name']);
  });
});
