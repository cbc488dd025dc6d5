import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { listen } from '#demo/net/listen.ts';
import { createS3 } from '#demo/s3/stand-in.ts';
import { openLeases } from '../open-leases.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import { openBucket } from './s3/bucket.ts';
import { claimKey } from './s3/claim.ts';

const key = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: crypto.randomUUID() };
const s3 = createS3({ credentials: [key], buckets: { kept: {} } });
const before0 = { ...process.env };

describe('a store in a bucket', () => {
  let close: () => Promise<void>;
  let count = 0;
  let target = { name: '', environment: 'test', hosts: {}, network: { connectTo: {} } };
  const variables = { WATCHPOST_STORE: 's3://kept/watch/post' };

  before(async () => {
    const server = await listen({ fetch: s3.app.fetch });
    close = server.close;
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: key.accessKeyId,
      AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
      AWS_REGION: 'eu-north-1',
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${server.port}`,
    });
  });
  after(async () => {
    for (const name of Object.keys(process.env)) if (!(name in before0)) delete process.env[name];
    Object.assign(process.env, before0);
    await close();
  });

  const newStore = (): Store => {
    count += 1;
    target = { ...target, name: `shop${count}` };
    return openStore(target, variables);
  };

  test('gives back what was written, below its prefix, and nothing for what was not', async () => {
    const store = newStore();
    await store.write('baselines/api/health.json', '{"a":"ü"}');
    assert.equal(await store.read('baselines/api/health.json'), '{"a":"ü"}');
    assert.equal(await store.read('baselines/api/ready.json'), undefined);
    assert.equal(s3.requests.at(-2)?.key, `watch/post/${target.name}-test/baselines/api/health.json`);
    await store.remove('baselines/api/health.json');
    await store.remove('baselines/api/health.json');
    assert.deepEqual(await store.list(''), []);
  });

  test('lists what begins with a prefix, sorted, however many pages that is', async () => {
    const store = newStore();
    for (const name of ['b/2', 'b/1', 'b/deep/3', 'bc', 'a']) await store.write(name, '');
    const prefix = `watch/post/${target.name}-test/`;
    s3.put('kept', `${prefix}b/.hidden`, '');
    assert.deepEqual(await store.list('b/'), ['b/1', 'b/2', 'b/deep/3']);
    assert.deepEqual(await store.list('b'), ['b/1', 'b/2', 'b/deep/3', 'bc']);
    for (let at = 0; at < 1_001; at += 1) s3.put('kept', `${prefix}many/${at}`, '');
    assert.equal((await store.list('many/')).length, 1_001);
  });

  test('refuses a name that leads out of it', async () => {
    const store = newStore();
    for (const name of ['../a', '/etc/passwd', '', 'a//b', '.leases/a', 'a\0'])
      for (const work of [store.read(name), store.write(name, ''), store.move('a', name), store.list(`${name}/`)])
        await assert.rejects(work, RangeError, name);
  });

  test('of many that move one text exactly one gets it; lines of many do not get lost', async () => {
    const store = newStore();
    await store.write('waiting/a', 'text');
    const stores = Array.from({ length: 6 }, () => openStore(target, variables));
    const moved = await Promise.all(stores.map((one, at) => one.move('waiting/a', `claimed/${at}`)));
    assert.equal(moved.filter(Boolean).length, 1);
    assert.deepEqual(await store.list(''), [`claimed/${moved.indexOf(true)}`]);
    assert.equal(await store.move('waiting/a', 'claimed/late'), false);
    await Promise.all(stores.map((one, at) => one.append('log', `line ${at}\n`)));
    assert.equal((await store.read('log'))?.trimEnd().split('\n').length, 6);
  });

  test('a claim whose time is over is taken by one of several, and its holder is told', async () => {
    const bucket = openBucket('kept');
    const long = { run: 'dead', forMs: 60_000 };
    const dead = await claimKey(bucket, 'claim', long);
    assert.equal(await claimKey(bucket, 'claim', long), undefined);
    const later = () => Date.now() + 120_000;
    const next = await Promise.all(
      ['a', 'b', 'c'].map((run) => claimKey(bucket, 'claim', { ...long, run, now: later })),
    );
    assert.equal(next.filter(Boolean).length, 1);
    assert.equal(await dead?.renew(), false);
    await dead?.release();
    assert.equal(await next.find(Boolean)?.renew(), true, 'who lost it takes nothing away');
  });

  test('two machines hold a thing one after the other, and see what the other has left', async () => {
    const store = newStore();
    const leases = openLeases(target, variables);
    const own = await leases.first(['only'], 'here', 0);
    assert.deepEqual(await leases.held(), ['only']);
    assert.equal(await leases.first(['only'], 'too', 0), undefined);
    const machines = ['one', 'two'].map((run) => startMachine(target, variables, run));
    await own?.release();
    assert.deepEqual(await Promise.all(machines), ['', '']);
    const lines = ((await store.read('log')) ?? '').trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => line.split(' ')[0]),
      ['in', 'out', 'in', 'out'],
    );
    assert.equal(lines[0]?.split(' ')[1], lines[1]?.split(' ')[1]);
    assert.deepEqual(await leases.held(), []);
  });
});

/** A process of its own, which holds the thing for as long as it writes two lines. @returns what it complained of. */
async function startMachine(target: object, variables: object, run: string): Promise<string> {
  const source = `
    const { openLeases } = await import(${JSON.stringify(new URL('../open-leases.ts', import.meta.url).href)});
    const { openStore } = await import(${JSON.stringify(new URL('../open-store.ts', import.meta.url).href)});
    const [target, variables] = ${JSON.stringify([target, variables])};
    const store = openStore(target, variables);
    const lease = await openLeases(target, variables).first(['only'], '${run}', 60_000);
    await store.append('log', 'in ${run}\\n');
    await store.append('log', 'out ${run}\\n');
    await lease.release();
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return said;
}
