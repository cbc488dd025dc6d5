import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { publishRun } from '#cloudwatch/publish.ts';
import { sampleRun } from '#cloudwatch/sample-run.ts';
import { createCloudWatch } from '#demo/cloudwatch/stand-in.ts';
import { type Listening, listen } from '#demo/net/listen.ts';
import { aCheck } from '#record/samples/sample-check.ts';
import { folderStore } from '#store/kinds/folder.ts';
import { storeName, storePlace } from '#store/store-root.ts';
import { loadTarget } from '#targets/definition/load-target.ts';

/** As `npm run publish` starts it. */
const command = [
  '--import',
  new URL('../run/boot.mjs', import.meta.url).href,
  fileURLToPath(new URL('publish.ts', import.meta.url)),
];

describe('the publish command', () => {
  let folder: string;
  let listening: Listening | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'publish-'));
  });
  afterEach(async () => {
    await listening?.close();
    listening = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  const awsAt = (port: number) => ({
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: crypto.randomUUID(),
    AWS_ENDPOINT_URL_CLOUDWATCH: `http://127.0.0.1:${port}`,
  });

  async function run(flags: string[], environment: Record<string, string> = {}) {
    const env = { PATH: process.env['PATH'], HOME: folder, ...environment };
    const child = spawn(process.execPath, [...command, ...flags], { cwd: folder, env });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { code: child.exitCode, out, err };
  }

  /** Leaves a run of the target `loventia` in the outbox, and says how many data points it has. */
  async function leaveBehind(): Promise<number> {
    const refusing = await listen({ fetch: () => new Response(), refuse: true });
    const target = await loadTarget('loventia');
    const store = folderStore(join(folder, storePlace({}), storeName(target)));
    const one = sampleRun([aCheck('edge/a')]);
    const { kept } = await publishRun(one, target, { store, environment: awsAt(refusing.port) });
    await refusing.close();
    assert.ok(kept > 0);
    return kept;
  }

  test('sends what waits and ends with 0', async () => {
    const sent = await leaveBehind();
    const cloudWatch = createCloudWatch();
    listening = await listen({ fetch: cloudWatch.app.fetch });
    const { code, out } = await run(['--target', 'loventia', '--json'], awsAt(listening.port));
    assert.deepEqual(JSON.parse(out), { target: 'loventia', publish: 'on', sent, kept: 0, lost: 0, requests: 1 });
    assert.equal(code, 0);
    assert.equal(cloudWatch.requests.length, 1);
  });

  test('ends with 1 and the reason while something still waits', async () => {
    const kept = await leaveBehind();
    listening = await listen({ fetch: () => new Response(), refuse: true });
    const { code, out } = await run(['--target', 'loventia'], awsAt(listening.port));
    assert.match(out, new RegExp(`0 data points sent in 1 requests, ${kept} still wait, 0 lost\n.*ECONNREFUSED`));
    assert.equal(code, 1);
  });

  test('an empty outbox needs neither service nor credentials', async () => {
    const { code, out } = await run(['--target', 'loventia']);
    assert.match(out, /0 data points sent in 0 requests, 0 still wait, 0 lost/);
    assert.equal(code, 0);
  });

  test('ends with 1 when the outbox cannot be read', async () => {
    await writeFile(join(folder, '.watchpost'), '');
    const { code, out } = await run(['--target', 'loventia']);
    assert.match(out, /ENOTDIR/);
    assert.equal(code, 1);
  });

  test('ends with 4 when it was asked for something that does not exist', async () => {
    const unknown = await run(['--target', 'loventja']);
    assert.deepEqual([unknown.code, unknown.out], [4, '']);
    assert.match(unknown.err, /did you mean "loventia"\?/);
    assert.equal((await run(['--targets', 'loventia'])).code, 4);
    assert.equal((await run(['loventia'])).code, 4);
  });

  test('ends with 4 and the remedy when npm kept the flags', async () => {
    const { code, err } = await run(['loventia'], { npm_config_target: 'true' });
    assert.equal(code, 4);
    assert.match(err, /npm run publish -- --target/);
  });

  test('--help explains and ends with 0', async () => {
    const { code, out } = await run(['--help']);
    assert.equal(code, 0);
    assert.match(out, /--target <name or path>/);
  });
});
