import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { runRecordSchema } from '#record/run-record.ts';
import { type Changes, failing, notRun } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { blameOfflineRunner } from './offline-runner.ts';

const target = await loadTarget('loventia');
const down = { ...failing('tcp', 'connect ENETUNREACH'), exchanges: [] };
const every = sampleRecord().checks.map(({ id }): [string, Changes[string]] =>
  /^edge\/(dns|tcp):/.test(id) ? [id, down] : [id, { ...notRun('blocked'), exchanges: [] }],
);
const silent = sampleRecord(Object.fromEntries(every));

/** A port that somebody listens on, and one that nobody does any more. */
async function ports() {
  const server = createServer((socket) => socket.destroy());
  const gone = createServer();
  for (const one of [server, gone]) await once(one.listen(0, '127.0.0.1'), 'listening');
  const of = (one: typeof server) => `127.0.0.1:${Object(one.address()).port}`;
  const [open, closed] = [of(server), of(gone)];
  await new Promise((resolve) => gone.close(resolve));
  return { open, closed, [Symbol.dispose]: () => void server.close() };
}

describe('a run that reached nothing', () => {
  test('says nothing of the target when neutral addresses are as silent', async () => {
    using network = await ports();
    const record = await blameOfflineRunner(silent, target, [network.closed]);
    assert.deepEqual([record.verdict.name, record.verdict.code], ['inconclusive', 3]);
    assert.deepEqual(
      diagnoseRun(record, target).causes.map(({ incidents: [{ id }] }) => id),
      ['runner-offline'],
    );
    assert.deepEqual(runRecordSchema.parse(record), record);
  });

  test('is about the target when one of them answers', async () => {
    using network = await ports();
    assert.equal(await blameOfflineRunner(silent, target, [network.closed, network.open]), silent);
  });

  test('asks nobody where anything answered, the target has addresses of its own, or lives on this machine', async () => {
    using network = await ports();
    const one = sampleRecord({ ...Object.fromEntries(every), 'edge/dns:app': {}, 'edge/tcp:app': {} });
    const own = { ...target, network: { ...target.network, neutral: ['192.0.2.1:443'] } };
    const near = { ...target, network: { ...target.network, nameServer: '127.0.0.1:5353' } };
    assert.equal(await blameOfflineRunner(one, target, [network.closed]), one);
    for (const other of [own, near]) assert.equal(await blameOfflineRunner(silent, other, [network.closed]), silent);
  });
});
