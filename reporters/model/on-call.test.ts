import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { anAnswer } from '../answer-for-test.ts';
import { renderHtml } from '../html/render-html.ts';
import { renderAnswer } from '../terminal/render-terminal.ts';

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
