import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { draftFromJournal } from '#record/journal.ts';
import { runRecordSchema } from '#record/run-record.ts';
import { checksIn, ours, startChecks, written } from './e2e/own-checks.ts';

const passing = `test('health', of('api/health'), async () => { expect(1).toBe(1); });`;

/** Enters the process that a check runs in. */
const noteWorker = `import { appendFileSync } from 'node:fs';
const noteWorker = () => appendFileSync('workers', process.pid + '\\n');`;

/** Each way that a check may come out. Those that end their worker come last: the others share one, if it is kept. */
const everyOutcome = `${passing} ${noteWorker}
import { expectStatus } from ${ours('fixtures/http/http.ts')};
const helper = async () => { await 0; fail(contract, { detail: 'by a helper of its own' }); };
test('own', of('auth/own'), async () => {
  noteWorker();
  await helper();
});
test('ours', of('auth/ours'), async ({ http }) => {
  noteWorker();
  const answer = { status: 500, exchange: { url: 'http://a.test/', method: 'GET', status: 500, headers: {}, phases: {} } };
  expectStatus(answer, 200); // fails: ours
});
test('expects', of('auth/expects'), async () => {
  noteWorker();
  await test.step('a step', async () => {
    expect('premium', 'the tier').toBe('free'); // fails: expects
  });
});
test('mistaken', of('auth/mistaken'), async () => { noteWorker(); const user = undefined; expect(user.name).toBe('x'); });
test('fails', of('auth/fails'), async () => { fail(contract, { detail: 'no token' }, { evidence: ['POST /login'] }); });
test('blocked', of('auth/blocked', { needs: ['auth/fails'] }), async () => { notRun('blocked', 'no session'); });
test('slow', of('api/slow'), async () => {
  degrade('slow', latency, { detail: 'took 3 s' }); // fails: slow
});
test('unwatched', of('auth/unwatched', { watched: undefined }), async () => { fail(auth, { detail: 'it ran' }); });
test('secret', of('auth/secret'), async () => { fail(auth, { detail: 'refused hunter22-secret' }); });
test('dies', of('auth/dies'), async () => { process.exit(7); });
test('dies softly', of('auth/dies-softly'), async () => { process.exit(0); });
test('nowhere', of('auth/nowhere'), async () => {
  test.setTimeout(1);
  await new Promise(() => undefined);
});`;

describe('the recorder', { concurrency: 2 }, () => {
  test('writes down what became of each check', async (t) => {
    const settings = { WATCHPOST_PROBE_PASSWORD: 'hunter22-secret' };
    const run = startChecks(t, everyOutcome, { settings, byCommand: true });
    const ended = await run.ended;
    const record = ended.record();
    const checks = checksIn(record);

    await t.test('as it came out, and ends with the code of the verdict', () => {
      assert.equal(ended.code, 1, ended.out);
      assert.deepEqual([record.complete, record.verdict.name], [true, 'failed']);
      assert.equal(record.checks.length, 12);
      assert.equal(checks['api/health']?.outcome, 'pass');
      assert.partialDeepStrictEqual(checks['auth/expects'], {
        outcome: 'fail',
        failure: { class: 'auth', message: 'the tier', party: 'app' },
      });
      assert.partialDeepStrictEqual(checks['auth/fails'], {
        outcome: 'fail',
        failure: { class: 'contract', message: 'no token', evidence: ['POST /login'] },
      });
      assert.partialDeepStrictEqual(checks['auth/mistaken']?.failure, { class: 'harness', party: 'suite' });
      assert.match(checks['auth/mistaken']?.failure?.message ?? '', /TypeError: Cannot read properties of undefined/);
      for (const id of ['auth/dies', 'auth/dies-softly'])
        assert.partialDeepStrictEqual(checks[id]?.failure, { class: 'harness', party: 'suite' }, id);
      assert.partialDeepStrictEqual(checks['auth/blocked'], {
        outcome: 'not-run',
        notRun: 'blocked',
        reason: 'no session',
        causedBy: ['auth/fails'],
      });
      assert.partialDeepStrictEqual(checks['api/slow'], { outcome: 'degraded', failure: { class: 'latency' } });
      assert.deepEqual(record.notWatched, [{ id: 'auth/unwatched', layer: 'auth', title: 'unwatched' }]);
    });

    await t.test('without a secret, in the journal too, and shows each', () => {
      assert.match(checks['auth/secret']?.failure?.message ?? '', /redacted/);
      const journal = readFileSync(join(run.reports, 'journal.jsonl'), 'utf8');
      assert.doesNotMatch(journal + JSON.stringify(record) + ended.out, /hunter22-secret/);
      assert.equal(draftFromJournal(journal, record.endedAt)?.checks.length, 12);
      for (const id of Object.keys(checks)) assert.ok(ended.out.includes(id), `${id} is shown`);
    });

    await t.test('with the line that failed beside that of the claim', () => {
      const lines = readFileSync(join(run.folder, 'some.check.ts'), 'utf8').split('\n');
      const lineOf = (words: string) => `some.check.ts:${lines.findIndex((line) => line.includes(words)) + 1}`;
      for (const [id, words] of Object.entries({
        'auth/own': 'const helper',
        'auth/ours': '// fails: ours',
        'auth/expects': '// fails: expects',
        'api/slow': '// fails: slow',
      })) {
        assert.equal(checks[id]?.failure?.at, lineOf(words), `${id} ${ended.out}`);
        assert.equal(checks[id]?.location, lineOf(`of('${id}')`));
      }
      assert.deepEqual([checks['auth/nowhere']?.outcome, checks['auth/nowhere']?.failure?.at], ['fail', undefined]);
    });

    await t.test('and leaves no prompt for a machine', () => {
      const left = readdirSync(run.folder, { recursive: true, encoding: 'utf8' });
      assert.deepEqual(
        left.filter((name) => name.endsWith('.md')),
        [],
      );
      assert.deepEqual(
        record.checks.flatMap(({ artifacts }) => artifacts),
        [],
      );
    });

    await t.test('and keeps the worker of a failed check that a command runs', () => {
      const ids = ['auth/own', 'auth/ours', 'auth/expects', 'auth/mistaken'];
      assert.deepEqual(
        ids.map((id) => checks[id]?.outcome),
        ids.map(() => 'fail'),
      );
      const workers = readFileSync(join(run.folder, 'workers'), 'utf8').trim().split('\n');
      assert.deepEqual([workers.length, new Set(workers).size], [ids.length, 1]);
      assert.doesNotMatch(ended.out, /^watchpost: failed/m);
    });
  });

  test('runs what a person selected and expects nothing else, and lets Playwright end the worker of a failed check', async (t) => {
    const checks = `${passing} ${noteWorker}
      for (const at of [1, 2])
        test('fails ' + at, of('auth/fails-' + at), async () => {
          noteWorker();
          fail(auth, { detail: 'refused' });
        });`;
    const run = startChecks(t, checks, { settings: { WATCHPOST_CHECKS: 'auth/fails-1 auth/fails-2' } });
    const { code, record, out } = await run.ended;
    assert.equal(code, 1, out);
    assert.deepEqual(
      record().checks.map(({ outcome }) => outcome),
      ['fail', 'fail'],
    );
    assert.deepEqual(record().expected, ['auth/fails-1', 'auth/fails-2']);
    const workers = readFileSync(join(run.folder, 'workers'), 'utf8').trim().split('\n');
    assert.equal(new Set(workers).size, 2, 'each has its own');
    assert.match(out, /^watchpost: failed, exit code 1$/m);
  });

  test('ends with 4 before anything ran when a check is not known, or two have one name, and tells both', async (t) => {
    const checks = `${passing} import { writeFileSync } from 'node:fs';
      test('health again', of('api/health'), async () => { expect(1).toBe(1); });
      test('login', of('auth/login'), async () => { writeFileSync('ran', ''); });`;
    const run = startChecks(t, checks, { settings: { WATCHPOST_CHECKS: 'auth/logni auth/login' } });
    const { code, out } = await run.ended;
    assert.equal(code, 4, out);
    assert.equal(existsSync(join(run.folder, 'ran')), false);
    assert.equal(existsSync(join(run.reports, 'run-record.json')), false);
    const [unknown, twice] = JSON.parse(readFileSync(join(run.reports, 'misconfigured.json'), 'utf8'));
    assert.equal(unknown.remedy, 'did you mean "auth/login"?');
    assert.equal(twice.where, 'api/health');
  });

  test('ends with 4 when the settings do not fit, and says why', async (t) => {
    const { code, out } = await startChecks(t, passing, { settings: { WATCHPOST_TARGET: 'loventja' } }).ended;
    assert.equal(code, 4, out);
    assert.match(out, /did you mean "loventia"\?/);
  });

  test('ends with 5 when nothing was selected', async (t) => {
    const { code, record, out } = await startChecks(t, passing, { settings: { WATCHPOST_LAYERS: 'billing' } }).ended;
    assert.equal(code, 5, out);
    assert.deepEqual([record().verdict.name, record().checks], ['empty', []]);
  });

  test('counts what the deadline cut off or kept from starting as not run, and ends with 3', async (t) => {
    const checks = `${passing}
      for (let at = 0; at < 4; at += 1)
        test('hangs ' + at, of('auth/hangs-' + at), async () => { await new Promise(() => undefined); });`;
    const { code, record, out } = await startChecks(t, checks, { seconds: 5 }).ended;
    assert.equal(code, 3, out);
    const { verdict, checks: seen, expected } = record();
    assert.equal(expected.length, 5);
    assert.deepEqual(new Set(seen.map(({ id }) => id)), new Set(expected));
    assert.ok(verdict.reasons.some(({ message }) => message.includes('deadline')));
    const hanging = seen.filter(({ id }) => id.startsWith('auth/hangs'));
    assert.deepEqual(new Set(hanging.map(({ notRun }) => notRun)), new Set(['cut-off']));
  });

  test('closes the record of a run that was interrupted, and ends with 130', async (t) => {
    const checks = `import { writeFileSync } from 'node:fs';
      test('hangs', of('auth/hangs'), async () => {
        writeFileSync('hanging', '');
        await new Promise(() => undefined);
      });`;
    const run = startChecks(t, checks);
    await written(run, 'hanging');
    run.child.kill('SIGINT');
    const { code, record, out } = await run.ended;
    assert.equal(code, 130, out);
    assert.deepEqual([record().complete, record().checks[0]?.notRun], [true, 'cut-off']);
  });

  test('leaves a journal behind when it is killed, with every check that was finished', async (t) => {
    const checks = `import { readFileSync, writeFileSync } from 'node:fs';
      ${passing}
      test('hangs', of('auth/hangs'), async () => {
        await expect.poll(() => readFileSync('reports/run/journal.jsonl', 'utf8')).toContain('"kind":"check"');
        writeFileSync('hanging', '');
        await new Promise(() => undefined);
      });`;
    const run = startChecks(t, checks);
    await written(run, 'hanging');
    run.child.kill('SIGKILL');
    await run.ended;
    const draft = draftFromJournal(readFileSync(join(run.reports, 'journal.jsonl'), 'utf8'), new Date().toISOString());
    assert.deepEqual(draft?.expected, ['api/health', 'auth/hangs']);
    assert.deepEqual(
      draft?.checks.map(({ id }) => id),
      ['api/health'],
    );
    const record = JSON.parse(readFileSync(join(run.reports, 'run-record.json'), 'utf8'));
    assert.equal(runRecordSchema.parse(record).complete, false);
  });

  test('ends as the checks did when the record could not be written, and says so', async (t) => {
    const run = startChecks(t, passing);
    mkdirSync(join(run.reports, 'run-record.json'), { recursive: true });
    const { code, out } = await run.ended;
    assert.equal(code, 0, out);
    assert.match(out, /the folder of the run cannot be written to: .*run-record\.json/);
  });

  test('says aloud what is wrong with a check that does not load, and does not call the target failed', async (t) => {
    const { code, out } = await startChecks(t, `${passing} throw new Error('a check that does not load');`).ended;
    assert.match(out, /a check that does not load/);
    assert.equal(code, 3, out);
  });
});
