import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { api, auth, folder, load, page, problemsOf, wheres } from './target-for-test.ts';

describe('all problems come at once', () => {
  test('those of shape beside those of names that do not exist', async () => {
    const found = await wheres(
      load({
        environment: 'life',
        apis: { api: { ...api, host: 'apo', steady: { requests: 2 } } },
        auth: { ...auth, host: 'app', kindd: 'x' },
        frontend: { host: 'api', pages: [page, { path: 'no-slash', landmark: page.landmark }], shipsWithApi: 'web' },
      }),
    );
    assert.deepEqual(found, [
      'apis.api.host',
      'apis.api.steady.requests',
      'auth.host',
      'auth.kindd',
      'environment',
      'frontend.pages[1].path',
      'frontend.shipsWithApi',
    ]);
  });

  test('a host whose address is wrong is not missing as well', async () => {
    assert.deepEqual(await wheres(load({ hosts: { api: 'api.shop.example' }, apis: { api } })), ['hosts.api']);
  });

  test('a part of which nothing is right is told for its shape alone', async () => {
    assert.deepEqual(await wheres(load({ apis: { api: 7 }, frontend: 'none' })), ['apis.api', 'frontend']);
  });

  test('a target that lacks what each must have is told of that and of the rest', async () => {
    const found = await wheres(load({ name: undefined, region: 7, apis: { api: { ...api, host: 'apo' } } }));
    assert.deepEqual(found, ['apis.api.host', 'name', 'region']);
  });

  test('a text that is missing is told as what it should be', async () => {
    const [problem] = await problemsOf(load({ name: undefined }));
    assert.deepEqual(problem && [problem.found, problem.expected], [
      'nothing',
      'lower-case letters, digits and dashes',
    ]);
  });

  test('a region is missing where something is in one, and nowhere else', async () => {
    assert.equal((await load({ region: undefined })).region, '');
    const [problem, ...more] = await problemsOf(load({ region: undefined, metrics: { publish: 'on' }, frontend: 7 }));
    assert.deepEqual([problem?.where, more.map(({ where }) => where)], ['frontend', ['region']]);
    const expected = `an AWS region such as "eu-north-1", because metrics.publish is 'on'`;
    assert.equal(more[0]?.expected, expected);
  });
});

test('of those who are told all problems come at once', async () => {
  const found = await problemsOf(
    load({
      tell: {
        team: { kind: 'slak', url: 'SHOP_SLACK_URL' },
        chat: { kind: 'teams', url: 'https://flow.example/x9Kq2LmN8pRs', severities: ['P9'] },
        pager: { kind: 'pagerduty', routingKey: 'SHOP_KEY', api: 'http://events.example', layers: [] },
        issues: { kind: 'github', token: 'GITHUB_TOKEN', repository: 'shop' },
      },
    }),
  );
  assert.deepEqual(
    found.map(({ where }) => where),
    [
      'tell.team.kind',
      'tell.chat.severities[0]',
      'tell.chat.url',
      'tell.pager.layers',
      'tell.pager.api',
      'tell.issues.repository',
    ],
  );
  assert.ok(!JSON.stringify(found).includes('x9Kq2LmN8pRs'), 'what stands in place of the name of a secret may be one');
  assert.match(found[0]?.remedy ?? '', /did you mean "slack"/);
});

describe('a setting of another kind', () => {
  test('is told with the settings of the kind that is written, and never proposed for itself', async () => {
    const [problem] = await problemsOf(load({ billing: { mode: 'off', provider: 'stripe' } }));
    assert.deepEqual(problem, {
      where: 'billing.provider',
      found: 'a setting named "provider"',
      expected: 'one of: mode',
      remedy: 'remove it',
    });
  });
});

describe('files that a target names are looked at before the run', () => {
  const problemWith = async (caFile: string) => (await problemsOf(load({ network: { caFile } })))[0];
  const fileWith = (text: string) => {
    const file = join(folder, `ca-${text.length}.pem`);
    writeFileSync(file, text);
    return file;
  };

  test('one that is not there', async () => {
    const problem = await problemWith('./nowhere/ca.pem');
    assert.equal(problem?.where, 'network.caFile');
    assert.match(problem?.found ?? '', /^"\.\/nowhere\/ca\.pem", which cannot be read: ENOENT/);
  });

  test('one without a certificate, and one with a broken one', async () => {
    assert.match((await problemWith(fileWith('a key, perhaps')))?.found ?? '', /no certificate in it$/);
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    assert.match((await problemWith(fileWith(broken)))?.found ?? '', /certificate 1 in it cannot be read$/);
  });
});
