import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, load, page, problemsOf } from '#targets/definition/target-for-test.ts';
import { componentsOf } from './components.ts';

const hosts = { api: 'https://api.shop.example', app: 'https://shop.example', images: 'https://img.shop.example' };
const parts = {
  hosts,
  apis: { shop: { ...api, version: { path: '/version', field: 'commit' } } },
  frontend: { host: 'app', pages: [page], release: { from: 'meta', name: 'release' } },
};

test('components are the hosts that were deployed and those that say their release, by what the target names', async () => {
  const releases = { app: { in: 'json', path: '/version.json', name: 'sha' } };
  const target = await load({ ...parts, gate: { releases } });
  assert.deepEqual(componentsOf(target, ['app=4f2c9d1', 'images=77']), [
    { name: 'api', origin: hosts.api, marker: { in: 'json', path: '/version', name: 'commit' } },
    { name: 'app', origin: hosts.app, marker: { in: 'json', path: '/version.json', name: 'sha' }, expected: '4f2c9d1' },
    { name: 'images', origin: hosts.images, expected: '77' },
  ]);
  const [, app] = componentsOf(await load(parts), []);
  assert.deepEqual(app?.marker, { in: 'meta', path: '/', name: 'release' });
});

test('a release of no host, and a host without a release, are refused; so is a marker of a host that is not there', async () => {
  const target = await load(parts);
  const refused = await problemsOf(Promise.resolve().then(() => componentsOf(target, ['api', 'ap=4f2c9d1', 'app='])));
  assert.deepEqual(
    refused.map(({ found }) => found),
    ['"api"', '"ap"', '"app="'],
  );
  const [problem] = await problemsOf(load({ gate: { releases: { www: { in: 'assets' } } } }));
  assert.equal(problem?.where, 'gate.releases.www');
});
