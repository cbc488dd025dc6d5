import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { anAnswer } from '../answer-for-test.ts';
import { renderHtml } from '../html/render-html.ts';
import { renderAnswer } from '../terminal/render-terminal.ts';
import { firstScreen } from '../text/first-screen.ts';

const target = await loadTarget('loventia', {
  'response.P0': { acknowledgeMinutes: 0, channel: 'PagerDuty', call: ['tech lead', 'CTO'] },
  changeFreeze: [{ lastDays: 14, of: 'month' }],
  unseen: [{ what: 'CPU above 80 %', alarm: 'loventia-high-cpu' }],
});
const record = sampleRecord(changesOf('ready-db'));

test('whoever is called reads where it is told, and by when at once', () => {
  const [cause] = anAnswer(record, target).causes;
  assert.equal(cause?.owner, 'backend, PagerDuty; ack due 02:57Z, then tech lead, then CTO');
});

test('advice on releases says that nothing new is released just now', () => {
  const frozen = anAnswer(record, target).causes[0]?.rollback.text ?? '';
  const free = anAnswer(record, { ...target, changeFreeze: [] }).causes[0]?.rollback.text ?? '';
  assert.equal(frozen, `${free}; change freeze until 2026-11-30`);
});

test('what no look from outside sees is told with the alarm that sees it', () => {
  const told = 'CPU above 80 % (alarm loventia-high-cpu)';
  const answer = anAnswer(record, target);
  assert.ok(renderAnswer(answer).replace(/\s+/g, ' ').includes(`not seen from outside: ${told}`));
  assert.ok(renderHtml(answer).includes(told));
  assert.deepEqual(anAnswer(record, { ...target, unseen: [] }).unseen, []);
});

describe('in announced maintenance', () => {
  const maintenance = { reason: 'new disks', from: '2026-11-21T02:00:00Z', until: '2026-11-21T04:00:00Z' };
  const planned = { ...record, maintenance };
  const sinceIn = (run: typeof record, past: object) =>
    anAnswer(run, target, { claims: { 'api/ready': { heldAt: '2026-11-21T01:52:00.000Z', ...past } } }).causes[0]
      ?.since;
  const announced = { since: '2026-11-21T02:10:00.000Z', until: '2026-11-21T02:30:00.000Z' };

  test('the first line below the verdict says so, and until when', () => {
    const [, second] = firstScreen(anAnswer(planned, target)).split('\n');
    assert.equal(second, 'Planned   maintenance until 04:00Z, not in the SLO, nobody is told: new disks');
    const byHand = firstScreen(anAnswer({ ...sampleRecord(), trigger: 'manual', maintenance }, target)).split('\n');
    assert.equal(byHand[1], 'Planned   maintenance until 04:00Z, nobody is called: new disks');
    assert.match(
      renderHtml(anAnswer(planned, target)),
      /maintenance until 04:00Z, not in the SLO, nobody is told: new disks/,
    );
    assert.doesNotMatch(firstScreen(anAnswer(record, target)), /Planned/);
  });

  test('what is red is not called an incident, and whoever reads it later learns that it was red then', () => {
    assert.equal(anAnswer(planned, target).causes[0]?.owner, 'backend; nobody is called in announced maintenance');
    assert.equal(sinceIn(planned, { announced }), 'since 02:10Z, in the announced maintenance, last good 01:52Z');
    assert.equal(
      sinceIn(record, { announced }),
      'detected 02:57Z, last good 01:52Z, red since 02:10Z in the maintenance that was announced until 02:30Z',
    );
    assert.equal(sinceIn(planned, { failingSince: '2026-11-21T01:58:00.000Z' }), 'detected 01:58Z, last good 01:52Z');
  });
});
