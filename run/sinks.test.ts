import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, test } from 'node:test';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { anAnswer } from '#reporters/answer-for-test.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import type { Sink, Told } from './sinks/sink.ts';
import { tellAll } from './sinks.ts';

const record = sampleRecord();
const answer = anAnswer(record, await loadTarget('loventia'));
const told: Told = { record, answer, folder: 'reports/x', environment: {}, json: false, debug: false };

describe('whoever is to be told', () => {
  test('is told when its time has come, with the same as all others', async () => {
    const heard: string[] = [];
    const listener = (name: string, when: Sink['when']): Sink => ({
      name,
      when,
      tell: async (said) => void heard.push(`${name} ${said === told}`),
    });
    const all = [listener('a', 'at once'), listener('b', 'at the end'), listener('c', 'at once')];
    await tellAll('at once', told, all);
    assert.deepEqual(heard, ['a true', 'c true']);
    await tellAll('at the end', told, all);
    assert.deepEqual(heard.at(-1), 'b true');
  });

  test('is reported in one line when it cannot be told, and keeps nobody else from it', async (t) => {
    const written = t.mock.method(process.stderr, 'write', () => true);
    const heard: string[] = [];
    const deaf: Sink = { name: 'the pager', when: 'at once', tell: () => Promise.reject(new Error('401\n at x')) };
    const other: Sink = { name: 'other', when: 'at once', tell: async () => void heard.push('other') };
    await tellAll('at once', told, [deaf, other]);
    written.mock.restore();
    assert.deepEqual(
      written.mock.calls.map(({ arguments: [line] }) => line),
      ['watchpost: the pager: 401 at x\n'],
    );
    assert.deepEqual(heard, ['other']);
  });

  test('is not waited for without end, and is told to stop', async (t) => {
    const written = t.mock.method(process.stderr, 'write', () => true);
    let stopped: AbortSignal | undefined;
    const hanging: Sink = {
      name: 'the pager',
      when: 'at once',
      tell: (_, signal) => {
        stopped = signal;
        return new Promise(() => undefined);
      },
    };
    await tellAll('at once', told, [hanging], 20);
    written.mock.restore();
    assert.equal(stopped?.aborted, true);
    assert.match(String(written.mock.calls[0]?.arguments[0]), /the pager: not told within 0\.02 s/);
  });
});
