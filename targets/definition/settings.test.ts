import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { layers, tiers, triggers } from '#record/vocabulary.ts';
import { ConfigError, type ConfigProblem } from './problem.ts';
import { newRunId } from './run-id.ts';
import { loadSettings } from './settings.ts';
import { settingNames } from './variables.ts';

async function problemsOf(environment: Record<string, string>): Promise<ConfigProblem[]> {
  const error = await loadSettings(environment).then(
    () => assert.fail('the settings were taken'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ConfigError, String(error));
  return [...error.problems];
}

describe('settings', () => {
  test('load with an empty environment: everything of the default target, by hand', async () => {
    const settings = await loadSettings({});
    assert.partialDeepStrictEqual(settings, {
      targetName: 'loventia',
      ownChecks: { checks: [], specs: [] },
      trigger: 'manual',
      tiers: [...tiers],
      reports: 'reports',
      location: 'local',
      round: 1,
      deadlineMs: 600_000,
    });
    assert.equal('layers' in settings || 'checks' in settings || 'scheduledAt' in settings, false);
    assert.match(settings.runId, /^\d{8}-\d{4}-[\da-f]{4}$/);
  });

  test('a variable that is called almost as one of ours is no own one', async () => {
    const problems = await problemsOf({
      WATCHPOST_STROE: 's3://shop-monitor',
      WATCHPOST_TIER: 'http',
      WATCHPOST_SHOP: '7',
    });
    assert.deepEqual(
      problems.map(({ where, remedy }) => [where, /mean (\w+)/.exec(remedy)?.[1]]),
      [
        ['WATCHPOST_STROE', 'WATCHPOST_STORE'],
        ['WATCHPOST_TIER', 'WATCHPOST_TIERS'],
      ],
    );
    // Beside that one, and where the target names a secret so, it is another.
    await loadSettings({ WATCHPOST_TIER: '2', WATCHPOST_TIERS: 'http', WATCHPOST_PROBE_EMAIL: 'probe@shop.example' });
  });

  test('tell people of scheduled runs, and of others where it is asked for', async () => {
    const tells = async (environment: Record<string, string>) => (await loadSettings(environment)).tells;
    assert.deepEqual(
      [await tells({}), await tells({ WATCHPOST_TRIGGER: 'deploy' }), await tells({ WATCHPOST_TRIGGER: 'schedule' })],
      [false, false, true],
    );
    assert.deepEqual(
      [
        await tells({ WATCHPOST_TELL: 'true' }),
        await tells({ WATCHPOST_TELL: 'false', WATCHPOST_TRIGGER: 'schedule' }),
      ],
      [true, false],
    );
  });

  test('take every variable', async () => {
    const environment = {
      WATCHPOST_TARGET: 'loventia',
      WATCHPOST_TRIGGER: 'deploy',
      WATCHPOST_TIERS: 'http browser',
      WATCHPOST_LAYERS: 'edge, api',
      WATCHPOST_CHECKS: 'api/health,edge/tls',
      WATCHPOST_URLS: 'api=https://preview.loventia.example',
      WATCHPOST_SET: '{"budgets.premium":5000}',
      WATCHPOST_RUN_ID: '20261121-0730-7f3c',
      WATCHPOST_REPORTS: '/tmp/elsewhere',
      WATCHPOST_LOCATION: 'eu-north-1',
      WATCHPOST_SCHEDULED_AT: '2026-11-21T07:30:00+01:00',
      WATCHPOST_ROUND: '3',
      WATCHPOST_RELEASE: ' 4f2c9d1 ',
      WATCHPOST_DEPTH: 'audit',
      WATCHPOST_ACCOUNT: 'none',
      WATCHPOST_DEADLINE_SECONDS: '90',
    };
    assert.deepEqual(new Set(Object.keys(environment)).difference(new Set(settingNames)), new Set());
    const { target, ...rest } = await loadSettings(environment);
    assert.partialDeepStrictEqual(rest, {
      targetName: 'loventia',
      trigger: 'deploy',
      tiers: ['http', 'browser'],
      layers: ['edge', 'api'],
      checks: ['api/health', 'edge/tls'],
      runId: '20261121-0730-7f3c',
      reports: '/tmp/elsewhere',
      location: 'eu-north-1',
      scheduledAt: '2026-11-21T06:30:00.000Z',
      round: 3,
      release: '4f2c9d1',
      account: undefined,
      deadlineMs: 90_000,
    });
    assert.equal(target.hosts['api'], 'https://preview.loventia.example');
    assert.equal(target.budgets.premium, 5_000);
    assert.equal(target.billing.mode, 'audit');
  });

  test('an address of a flag wins over the same host of the settings', async () => {
    const { target } = await loadSettings({
      WATCHPOST_SET: '{"hosts.api":"https://a.example"}',
      WATCHPOST_URLS: 'api=https://b.example',
    });
    assert.equal(target.hosts['api'], 'https://b.example');
  });
});

test('layers that a run is told to mute are muted for today, beside what the target mutes, and are meant', async () => {
  const { target, force } = await loadSettings({ WATCHPOST_MUTE: 'images billing' });
  const until = new Date().toISOString().slice(0, 10);
  assert.deepEqual(
    target.mutes.slice(-2).map((mute) => [mute.layer, mute.until]),
    [
      ['images', until],
      ['billing', until],
    ],
  );
  assert.equal(force, true);
});

describe('a setting that does not fit', () => {
  const words: [string, string, string, readonly string[]][] = [
    ['WATCHPOST_TRIGGER', '--trigger', 'schedul', triggers],
    ['WATCHPOST_TIERS', '--tier', 'htp', tiers],
    ['WATCHPOST_LAYERS', '--layer', 'biling', layers],
  ];
  for (const [name, where, value, valid] of words) {
    test(`${where} lists what there is and guesses what was meant`, async () => {
      const [problem, ...more] = await problemsOf({ [name]: value });
      assert.deepEqual(more, []);
      assert.equal(problem?.where, where);
      assert.equal(problem?.found, `"${value}"`);
      assert.equal(problem?.expected, `one of: ${valid.join(', ')}`);
      assert.match(problem?.remedy ?? '', /^did you mean "(schedule|http|billing)"\?$/);
    });
  }

  test('a word that nobody could have meant gets no guess', async () => {
    assert.equal((await problemsOf({ WATCHPOST_TRIGGER: 'qqqqqq' }))[0]?.remedy, 'use one of the names above');
  });

  test('each wrong word of a list is a problem of its own', async () => {
    const problems = await problemsOf({ WATCHPOST_TIERS: 'http,htpp browsr' });
    assert.deepEqual(
      problems.map(({ found }) => found),
      ['"htpp"', '"browsr"'],
    );
  });

  test('a depth that the target does not allow is a limit to a schedule, which serves many targets', async () => {
    const scheduled = {
      WATCHPOST_TARGET: 'loventia',
      WATCHPOST_SET: '{"billing.mode":"audit"}',
      WATCHPOST_TRIGGER: 'schedule',
    };
    for (const depth of ['api', 'hosted', '']) {
      const { target } = await loadSettings({ ...scheduled, WATCHPOST_DEPTH: depth });
      assert.equal(target.billing.mode, 'audit');
    }
  });

  test('a depth that the target does not allow is a problem', async () => {
    const deeper = { WATCHPOST_SET: '{"billing.mode":"audit"}', WATCHPOST_DEPTH: 'hosted' };
    assert.partialDeepStrictEqual((await problemsOf(deeper))[0], { where: '--depth', found: '"hosted"' });
    assert.equal((await problemsOf({ WATCHPOST_DEPTH: 'hostd' }))[0]?.remedy, 'did you mean "hosted"?');
  });

  test('a list that names nothing is a problem and does not stand for all', async () => {
    assert.equal((await problemsOf({ WATCHPOST_TIERS: ',' }))[0]?.where, '--tier');
  });

  for (const value of ['x', '0', '-1', '1.5', '']) {
    test(`a deadline of "${value}" seconds is a problem that shows the value`, async () => {
      const [problem] = await problemsOf({ WATCHPOST_DEADLINE_SECONDS: value });
      assert.equal(problem?.where, 'WATCHPOST_DEADLINE_SECONDS');
      assert.equal(problem?.found, `"${value}"`);
    });
  }

  test('a release that no API can be asked for is a problem, and an empty one is none that is expected', async () => {
    const apis = JSON.stringify({ apis: { api: { host: 'api', health: { path: '/health' } } } });
    assert.equal((await problemsOf({ WATCHPOST_SET: apis, WATCHPOST_RELEASE: '4f2c9d1' }))[0]?.where, '--release');
    assert.equal('release' in (await loadSettings({ WATCHPOST_RELEASE: '' })), false);
  });

  test('a time that is none is a problem', async () => {
    const [problem] = await problemsOf({ WATCHPOST_SCHEDULED_AT: 'tomorrow' });
    assert.match(problem?.where ?? '', /scheduled-at|SCHEDULED_AT/);
    assert.equal(problem?.found, '"tomorrow"');
  });

  for (const value of ['api', 'api=', '=https://x.example', 'api=preview']) {
    test(`--url ${value} is one problem`, async () => {
      const problems = await problemsOf({ WATCHPOST_URLS: value });
      assert.deepEqual(
        problems.map(({ where, found }) => [where, found]),
        [['--url', `"${value}"`]],
      );
    });
  }

  test('--url of a host that the target does not have is a problem: the right host would be checked where it was', async () => {
    const [problem] = await problemsOf({ WATCHPOST_URLS: 'apii=https://preview.loventia.example' });
    assert.partialDeepStrictEqual(problem, { where: '--url', remedy: 'did you mean "api"?' });
  });

  for (const value of ['budgets.premium=5', '[1]', 'null', '7']) {
    test(`WATCHPOST_SET of ${value} is a problem`, async () => {
      assert.equal((await problemsOf({ WATCHPOST_SET: value }))[0]?.where, 'WATCHPOST_SET');
    });
  }
});

test('all problems of the variables, the target and its keys come at once', async () => {
  const problems = await problemsOf({
    WATCHPOST_TRIGGER: 'x',
    WATCHPOST_TIERS: 'x',
    WATCHPOST_LAYERS: 'x',
    WATCHPOST_URLS: 'api=preview',
    WATCHPOST_SET: '{"region":"europe","hosts.app":"http://app.loventia.example"}',
    WATCHPOST_ROUND: 'x',
    STRIPE_SECRET_KEY: 'sk_live_0123456789',
  });
  const wheres = new Set(problems.map(({ where }) => where));
  for (const where of ['--trigger', '--tier', '--layer', '--url', 'region', 'hosts.app', 'STRIPE_SECRET_KEY'])
    assert.ok(wheres.has(where), `${where} is missing from ${[...wheres].join(', ')}`);
  assert.ok(wheres.has('WATCHPOST_ROUND'));
});

test('run ids sort by time and tell runs of the same minute apart', () => {
  assert.match(newRunId(new Date('2026-11-21T07:30:59Z')), /^20261121-0730-[\da-f]{4}$/);
  assert.ok(newRunId(new Date('2026-11-21T07:30:00Z')) < newRunId(new Date('2026-11-21T07:31:00Z')));
  assert.notEqual(newRunId(), newRunId());
});
