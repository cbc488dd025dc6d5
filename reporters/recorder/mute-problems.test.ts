import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Mute } from '#record/mute.ts';
import { namedCheckProblems } from './mute-problems.ts';

const now = new Date('2026-11-21T09:00:00Z');
const claims = [
  { id: 'edge/tls:app', layer: 'edge', severity: 'P0', watched: true },
  { id: 'images/profile', layer: 'images', severity: 'P2', watched: true },
  { id: 'images/private', layer: 'images', severity: 'P0', watched: false },
] as const;
const mute = (differing: Partial<Mute>): Mute => ({
  owner: 'web',
  reason: 'waits for the CDN',
  until: '2026-12-01',
  ...differing,
});
const problems = (mutes: Mute[], force = false) =>
  namedCheckProblems({ mutes, severities: {} }, claims, now, { force });

describe('a target that speaks of checks', () => {
  test('by names that there are has no problem', () => {
    const severities = { 'edge/tls': 'P1', 'images/profile': 'P3' } as const;
    const mutes = [mute({ check: 'edge/tls' }), mute({ layer: 'images', until: '2026-12-05' })];
    assert.deepEqual(namedCheckProblems({ mutes, severities }, claims, now), []);
  });

  test('by a name that no check has is told the nearest', () => {
    const [severity] = namedCheckProblems({ mutes: [], severities: { 'images/profil': 'P1' } }, claims, now);
    assert.equal(severity?.where, 'severities["images/profil"]');
    assert.match(severity?.remedy ?? '', /"images\/profile"/);
    const [muted] = problems([mute({ check: 'edge/tsl' })]);
    assert.deepEqual([muted?.where, muted?.found], ['mutes[0].check', '"edge/tsl"']);
    assert.match(muted?.remedy ?? '', /"edge\/tls"/);
  });

  test('mutes a check or a layer, not both and not neither', () => {
    assert.match(problems([mute({})])[0]?.found ?? '', /neither/);
    assert.match(problems([mute({ check: 'edge/tls', layer: 'edge' })])[0]?.found ?? '', /both/);
  });

  test('mutes nothing for more than fourteen days', () => {
    const [problem] = problems([mute({ check: 'edge/tls', until: '2026-12-06' })]);
    assert.deepEqual([problem?.where, problem?.found], ['mutes[0].until', '"2026-12-06"']);
    assert.match(problem?.expected ?? '', /2026-12-05/);
  });

  test('mutes a whole layer with P0 claims only by force', () => {
    assert.match(problems([mute({ layer: 'edge' })])[0]?.found ?? '', /edge\/tls:app/);
    assert.deepEqual(problems([mute({ layer: 'edge' })], true), []);
  });
});
