import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { maintenanceAt } from './maintenance-at.ts';
import { load, problemsOf, wheres } from './target-for-test.ts';

const weekly = { every: 'Sunday', at: '02:00', for: '2h', reason: 'upgrades' } as const;
const in_ = (zone: string, more: object = {}) => [{ ...weekly, zone, ...more }];
const until = (windows: Parameters<typeof maintenanceAt>[0], instant: string) =>
  maintenanceAt(windows, new Date(instant))?.until;

describe('announced maintenance', () => {
  test('is under way from its first instant to before its end', () => {
    const windows = [
      { from: '2026-12-01T23:00:00+01:00', until: '2026-12-02T01:00:00+01:00', reason: 'a new database' },
    ];
    assert.equal(until(windows, '2026-12-01T21:59:59.999Z'), undefined);
    assert.deepEqual(maintenanceAt(windows, new Date('2026-12-01T22:00:00Z')), {
      reason: 'a new database',
      from: '2026-12-01T22:00:00.000Z',
      until: '2026-12-02T00:00:00.000Z',
    });
    assert.equal(until(windows, '2026-12-02T00:00:00Z'), undefined);
  });

  test('comes every week on its day, by the clocks of its zone', () => {
    assert.equal(until(in_('UTC'), '2026-11-22T02:00:00Z'), '2026-11-22T04:00:00.000Z');
    assert.equal(until(in_('UTC'), '2026-11-22T04:00:00Z'), undefined);
    assert.equal(until(in_('UTC'), '2026-11-23T02:00:00Z'), undefined, 'Monday');
    assert.equal(until(in_('Asia/Riyadh'), '2026-11-21T23:30:00Z'), '2026-11-22T01:00:00.000Z', 'Saturday by UTC');
    assert.equal(until(in_('America/St_Johns'), '2026-11-22T05:29:59Z'), undefined);
    assert.equal(until(in_('America/St_Johns'), '2026-11-22T05:30:00Z'), '2026-11-22T07:30:00.000Z');
  });

  test('may pass midnight, and last a whole day', () => {
    const late = in_('UTC', { at: '23:00' });
    assert.equal(until(late, '2026-11-23T00:59:00Z'), '2026-11-23T01:00:00.000Z');
    assert.equal(until(late, '2026-11-22T00:30:00Z'), undefined);
    // The day of which clocks show 23 hours ends before the window does.
    const day = in_('Europe/Stockholm', { every: 'Saturday', at: '23:30', for: '24h' });
    assert.equal(until(day, '2026-03-29T22:15:00Z'), '2026-03-29T22:30:00.000Z');
  });

  test('follows summer time: an hour left out comes later, one shown twice is the first', () => {
    const stockholm = in_('Europe/Stockholm');
    assert.equal(until(stockholm, '2026-03-22T01:30:00Z'), '2026-03-22T03:00:00.000Z', 'winter');
    assert.equal(until(stockholm, '2026-03-29T00:59:59Z'), undefined, '01:59, and then 03:00');
    assert.equal(until(stockholm, '2026-03-29T01:00:00Z'), '2026-03-29T03:00:00.000Z');
    assert.equal(until(stockholm, '2026-04-05T00:00:00Z'), '2026-04-05T02:00:00.000Z', 'summer');
    assert.equal(until(stockholm, '2026-10-25T00:00:00Z'), '2026-10-25T02:00:00.000Z', 'the first 02:00 of the day');
    assert.equal(until(in_('America/New_York', { at: '01:30', for: '30m' }), '2026-11-01T06:30:00Z'), undefined);
  });

  test('of several windows lasts as long as the last of them', () => {
    const windows = [...in_('UTC'), ...in_('UTC', { at: '01:00', for: '5h' })];
    assert.equal(until(windows, '2026-11-22T02:30:00Z'), '2026-11-22T06:00:00.000Z');
  });

  test('is refused with what to do, all of it at once', async () => {
    const maintenance = [
      { from: '2026-12-02T01:00:00Z', until: '2026-12-01T23:00:00Z', reason: 'backwards' },
      { from: '2026-12-02T01:00:00Z', until: '2026-12-04T01:00:00Z', reason: 'two days' },
      { ...weekly, zone: 'Europe/Stokholm' },
      { ...weekly, for: '25h' },
    ];
    const expected = ['[0].until', '[1].until', '[2].zone', '[3].for'].map((place) => `maintenance${place}`);
    assert.deepEqual(await wheres(load({ maintenance })), expected);
    for (const { remedy } of await problemsOf(load({ maintenance }))) assert.ok(remedy.length > 10);
    const misshapen = [
      { ...weekly, every: 'Sundays' },
      { from: '2026-12-02 01:00', until: '2026-12-02T02:00:00Z', reason: 'no zone' },
      { ...weekly, at: '24:00', zone: 'Mars/Base' },
    ];
    assert.deepEqual(await wheres(load({ maintenance: misshapen })), [
      'maintenance[0].every',
      'maintenance[1].from',
      'maintenance[2].at',
    ]);
  });
});
