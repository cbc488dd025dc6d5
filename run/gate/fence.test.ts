import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, test } from 'node:test';
import { whatIsMissing } from './arrival.ts';
import type { Component } from './components.ts';
import { type FenceOptions, fence } from './fence.ts';

type Answer = (answer: ServerResponse, count: number) => void;

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((closed) => server.close(closed))));
});

async function serve(answer: Answer, address = '127.0.0.1', port = 0): Promise<number> {
  let count = 0;
  const server = createServer((_, response) => answer(response, count++)).listen(port, address);
  open.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const version = (release: string) => (answer: ServerResponse) =>
  void answer.setHeader('content-type', 'application/json').end(JSON.stringify({ build: { commit: release } }));

const json = { in: 'json', path: '/version.json', name: 'build.commit' } as const;
const target = { hosts: {}, budgets: { request: 2_000 } } as unknown as FenceOptions['target'];
const longSha = '5e0c1d2b3a49586776859403122130f4e5d6c7b8';

function waited(components: readonly Component[], differing: Partial<FenceOptions> = {}) {
  const network = { resolve: async () => ['127.0.0.1'] };
  const patience = { timeoutMs: 20_000, settleMs: 0, pauseMs: 5 };
  return fence(components, { target, network, environment: {}, before: {}, ...patience, ...differing });
}

const component = (name: string, port: number, expected?: string, marker: Component['marker'] = json): Component => ({
  name,
  origin: `http://${name}.shop.test:${port}`,
  ...(marker && { marker }),
  ...(expected && { expected }),
});

describe('the fence before a deploy', () => {
  test('waits until the release has come, written short where it is served long, and knows what was before', async () => {
    const port = await serve((answer, count) => version(count < 4 ? '77aa0011bb' : longSha)(answer));
    const { outcome, components, oldUntil } = await waited([component('api', port, 'v5e0c1d2'.slice(1))]);
    assert.equal(outcome, 'arrived');
    assert.ok(oldUntil, 'it began before the deploy');
    assert.deepEqual(components, [
      { name: 'api', expected: '5e0c1d2', release: longSha, before: '77aa0011bb', state: 'arrived' },
    ]);
  });

  test('waits for each component by its own marker: one that has arrived does not speak for another', async () => {
    const api = await serve(version('v2.4.0'));
    const app = await serve((answer, count) => void answer.setHeader('x-build', count < 6 ? '2.3.9' : '2.4.0').end());
    const header = { in: 'header', path: '/', name: 'X-Build' } as const;
    const seen: string[] = [];
    const { outcome, components } = await waited(
      [component('api', api, '2.4.0'), component('app', app, '2.4.0', header)],
      {
        tell: (line) => seen.push(line),
      },
    );
    assert.equal(outcome, 'arrived');
    assert.deepEqual(
      components.map(({ release }) => release),
      ['v2.4.0', '2.4.0'],
    );
    assert.match(seen[0] ?? '', /^api begins to serve: 2\.4\.0; app does not serve yet: 2\.4\.0$/);
  });

  test('does not take three lucky answers for a rollout that is over, and says that a task stays behind', async () => {
    const port = await serve((answer, count) => version(count % 5 === 0 ? 'old-7' : 'new-8')(answer));
    const { outcome, lines } = await waited([component('api', port, 'new-8')], { timeoutMs: 900 });
    assert.equal(outcome, 'missing');
    assert.match(
      lines.join(),
      /of \d+ last reads still named old-7 instead of new-8; their share does not fall: a task is stuck/,
    );
  });

  test('is not passed by a release that flips back and forth, each time for a while', async () => {
    const stop = new AbortController();
    const port = await serve((answer, count) => {
      version(Math.floor(count / 6) % 2 === 0 ? 'old-7' : 'new-8')(answer);
      if (count === 45) stop.abort('SIGINT');
    });
    const { components, lines } = await waited([component('api', port, 'new-8')], { signal: stop.signal });
    assert.equal(components[0]?.state, 'missing');
    assert.match(lines.join(), /last reads still named old-7 instead of new-8/);
  });

  test('ends at once when it is stopped, though a host hangs that it asks', async () => {
    const port = await serve(() => undefined);
    const stop = new AbortController();
    const slow = { ...target, budgets: { ...target.budgets, request: 60_000 } };
    const waiting = waited([component('api', port, 'new-8')], { target: slow, signal: stop.signal });
    open.at(-1)?.once('request', () => stop.abort('SIGTERM'));
    const { outcome, components } = await waiting;
    assert.deepEqual([outcome, components[0]?.state], ['interrupted', 'missing']);
    open.at(-1)?.closeAllConnections();
  });

  test('says that a rollout still runs while old answers become fewer', () => {
    const order = 'ooonoonoonnonnnonnnonnnnonnnnnonnnnnnn';
    const sweeps = [...order].map((letter) => [{ address: '127.0.0.1', release: letter === 'o' ? 'old-7' : 'new-8' }]);
    const missing = whatIsMissing({ component: component('api', 1, 'new-8'), sweeps });
    assert.match(missing, /^api: 3 of 20 last reads .*; their share falls: the rollout is still running$/);
  });

  test('says that a release was taken back that had come', () => {
    const said = (order: string) => {
      const sweeps = [...order].map((letter) => [
        { address: '127.0.0.1', release: letter === 'o' ? 'old-7' : 'new-8' },
      ]);
      return whatIsMissing({ component: component('api', 1, 'new-8'), sweeps });
    };
    assert.match(
      said(`oonnn${'o'.repeat(30)}`),
      /still named old-7 instead of new-8; .* gone again: it was taken back$/,
    );
    assert.match(said('oonooooooooonoooooooooonoooooooooooooo'), /a task is stuck$/, 'one of ten is new, and stays');
  });

  test('takes the word of a release that fails itself for its own, and of nobody who answers in its place', async () => {
    const red = (release: string) => (answer: ServerResponse) => {
      answer.statusCode = 503;
      version(release)(answer);
    };
    const port = await serve((answer, count) => (count < 2 ? version('old-7') : red('new-8'))(answer));
    const broken = await waited([component('api', port, 'new-8')], { timeoutMs: 2_000 });
    assert.deepEqual([broken.outcome, broken.components[0]?.release], ['arrived', 'new-8']);
    const gateway = await serve(red('1.1'));
    const silent = await waited([component('api', gateway, 'new-8')], { timeoutMs: 60 });
    assert.match(silent.lines.join(), /^api could not be asked for its release: \/version\.json answered 503$/);
  });

  test('says that a cache has answered, where a release does not come', async () => {
    const port = await serve((answer) => version('old-7')(answer.setHeader('age', '620')));
    const { lines } = await waited([component('api', port, 'new-8')], { timeoutMs: 60 });
    assert.match(lines.join(), /named old-7, out of a cache \(age: 620\): have its marker kept by none$/);
  });

  test('looks at every address of a name, and names the one where nothing was replaced', async () => {
    const port = await serve(version('new-8'));
    await serve(version('old-7'), '127.0.0.2', port);
    const network = { resolve: async () => ['127.0.0.1', '127.0.0.2'] };
    const { outcome, lines } = await waited([component('api', port, 'new-8')], { network, timeoutMs: 300 });
    assert.equal(outcome, 'missing');
    assert.match(lines.join(), /of \d+ last reads still named old-7.*always at 127\.0\.0\.2/);
  });

  test('says that it could not ask, where the runner does not reach the host: of the release nothing is known', async () => {
    const port = await serve(version('new-8'));
    await new Promise((closed) => open.splice(0)[0]?.close(closed));
    const { outcome, lines } = await waited([component('api', port, 'new-8')], { timeoutMs: 100 });
    assert.equal(outcome, 'missing');
    assert.match(lines.join(), /^api could not be asked for its release: api\.shop\.test:\d+ refuses connections$/);
  });

  test('gives way to a newer deploy, and tells it from a release that has not come', async () => {
    const port = await serve((answer, count) => version(count === 0 ? 'old-7' : 'newer-9')(answer));
    const newer = await waited([component('api', port, 'new-8')]);
    assert.equal(newer.outcome, 'superseded');
    assert.match(newer.lines.join(), /api serves newer-9: a newer deploy has taken the place of new-8/);
    const other = await serve(version('of-staging'));
    const missing = await waited([component('api', other, 'new-8')], { timeoutMs: 60 });
    assert.equal(missing.outcome, 'missing');
    assert.match(missing.lines.join(), /api never served new-8: \d+ of \d+ last reads named of-staging/);
  });

  test('takes what is served when it begins for what was before, though earlier runs have seen another', async () => {
    const port = await serve((answer, count) => version(count < 6 ? 'hotfix-7b' : 'new-8')(answer));
    const { outcome, components } = await waited([component('api', port, 'new-8')], { before: { api: 'old-7' } });
    assert.deepEqual([outcome, components[0]?.before], ['arrived', 'hotfix-7b']);
  });

  test('lets a release in of which some answers fail, when none names another for long, and remarks it', async () => {
    const failing = (answer: ServerResponse) => void answer.writeHead(502).end();
    const port = await serve((answer, count) => (count % 3 === 2 ? failing(answer) : version('new-8')(answer)));
    const { outcome, lines } = await waited([component('api', port, 'new-8')], { before: { api: 'old-7' } });
    assert.equal(outcome, 'arrived');
    assert.match(lines.join(), /^api: \d+ of 20 last reads brought no release \(\/version\.json answered 502\)$/);
    const mixed = await serve((answer, count) =>
      count % 3 === 2 ? failing(answer) : version(count % 6 === 1 ? 'old-7' : 'new-8')(answer),
    );
    const missing = await waited([component('api', mixed, 'new-8')], { timeoutMs: 700 });
    assert.equal(missing.outcome, 'missing', 'an old task still answers');
  });

  test('hands one over to the checks that names its release no more, after the time of a restart', async () => {
    const down = (answer: ServerResponse) => void answer.writeHead(503).end();
    const port = await serve((answer, count) => (count < 4 ? version('old-7')(answer) : down(answer)));
    const { outcome, lines } = await waited([component('api', port, 'new-8')], { silentMs: 60 });
    assert.equal(outcome, 'silent');
    assert.deepEqual(lines, ['api names no release any more: /version.json answered 503']);
    const restarting = (answer: ServerResponse, count: number) => (count < 8 ? down(answer) : version('new-8')(answer));
    const back = await serve((answer, count) => (count < 4 ? version('old-7')(answer) : restarting(answer, count)));
    const restarted = await waited([component('api', back, 'new-8')], { silentMs: 10_000 });
    assert.equal(restarted.outcome, 'arrived');
  });

  test('claims nothing of a commit where only hashes show, until it knows the hashes before', async () => {
    const page = '<script type="module" src="/assets/index-Ab3dEf9_.js"></script>';
    const port = await serve((answer) => void answer.setHeader('content-type', 'text/html').end(page));
    const app = component('app', port, longSha, { in: 'assets', path: '/' });
    const { outcome, components, lines } = await waited([app]);
    assert.deepEqual([outcome, components[0]?.state], ['arrived', 'unknown']);
    assert.deepEqual(lines, ['app: nothing shows its release; nothing is claimed of it']);
    const known = await waited([app], { before: { app: 'index-Zz3dEf9_.js' } });
    assert.deepEqual([known.outcome, known.components[0]?.state], ['arrived', 'arrived']);
    const same = await waited([app], { before: { app: 'index-Ab3dEf9_.js' }, timeoutMs: 60 });
    assert.equal(same.outcome, 'missing');
    const named = await waited([component('app', port, 'index-Ab3dEf9_.js', { in: 'assets', path: '/' })]);
    assert.equal(named.components[0]?.state, 'arrived');
  });

  test('remarks a marker that was the same before the deploy, and waits for nobody who was not deployed', async () => {
    const api = await serve(version('1.0.0'));
    const broken = await serve((answer) => void answer.writeHead(500).end());
    const { outcome, lines } = await waited([component('api', api, '1.0.0'), component('images', broken)], {
      before: { api: '1.0.0' },
    });
    assert.equal(outcome, 'arrived');
    assert.deepEqual(lines, [
      'api named 1.0.0 before the deploy as well: it was deployed again, or its marker does not change',
    ]);
  });

  test('reads the release from a meta tag, and gives a host without a marker time', async () => {
    const page = '<!doctype html><title>Shop</title><meta content="2026.11.3" name="release">';
    const port = await serve((answer) => void answer.setHeader('content-type', 'text/html').end(page));
    const meta = { in: 'meta', path: '/', name: 'release' } as const;
    const bare = component('worker', port, 'abc');
    delete bare.marker;
    const { outcome, waitedMs, components } = await waited([component('app', port, '2026.11.3', meta), bare], {
      settleMs: 80,
    });
    assert.deepEqual([outcome, components[1]?.state], ['arrived', 'unknown']);
    assert.ok(waitedMs >= 80, String(waitedMs));
  });
});
