import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { daysLeft, type Mute, muteOf, muteWarnings } from './mute.ts';

const now = new Date('2026-11-21T09:00:00Z');
const mute = (differing: Partial<Mute>): Mute => ({
  owner: 'web',
  reason: 'waits for the CDN',
  until: '2026-12-01',
  ...differing,
});
const tls = { id: 'edge/tls:app', layer: 'edge' };

describe('a mute', () => {
  test('means one check, all instances of it, or a whole layer', () => {
    for (const named of [{ check: 'edge/tls:app' }, { check: 'edge/tls' }, { layer: 'edge' as const }])
      assert.deepEqual(muteOf(tls, [mute(named)], now), {
        owner: 'web',
        reason: 'waits for the CDN',
        until: '2026-12-01',
      });
    for (const named of [{ check: 'edge/tls:api' }, { check: 'edge/tl' }, { layer: 'api' as const }])
      assert.equal(muteOf(tls, [mute(named)], now), undefined);
  });

  test('lasts through its last day and not a second longer', () => {
    const last = mute({ check: 'edge/tls', until: '2026-11-21' });
    assert.ok(muteOf(tls, [last], new Date('2026-11-21T23:59:59Z')));
    assert.equal(muteOf(tls, [last], new Date('2026-11-22T00:00:00Z')), undefined);
    assert.deepEqual([daysLeft(last, now), daysLeft(mute({ until: '2026-12-05' }), now)], [1, 15]);
  });

  test('is warned of from three days before its end, and when it is over', () => {
    const warned = (until: string) => muteWarnings([mute({ check: 'api/ready', until })], now).join();
    assert.match(warned('2026-11-20'), /api\/ready \(web\) ended with 2026-11-20: it counts again/);
    assert.match(warned('2026-11-21'), /ends with/);
    assert.match(warned('2026-11-23'), /ends with 2026-11-23/);
    assert.equal(warned('2026-11-24'), '');
  });
});
