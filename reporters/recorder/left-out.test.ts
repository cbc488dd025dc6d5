import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Claim } from '#record/claim.ts';
import type { Severity, Tier } from '#record/vocabulary.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import { milderThanAsked } from './left-out.ts';

const aClaim = (id: string, severity: Severity, differing: Partial<Claim> = {}): Claim => ({
  ...{ id, layer: 'api', tier: 'http', needs: [], severity, owner: 'backend', classes: ['http-error'] },
  ...{ watched: true, advisory: false },
  ...differing,
});
const milder = async (claims: readonly Claim[], chosen: Record<string, string> = {}) =>
  milderThanAsked(claims, await loadSettings({ WATCHPOST_TARGET: 'loventia', WATCHPOST_TIERS: 'http', ...chosen }));
const critical = { WATCHPOST_SEVERITIES: 'P0 P1' };

test('claims that a run leaves out for their severity alone are counted, and no others', async () => {
  const tier: Tier = 'browser';
  const claims = [
    aClaim('api/health', 'P0'),
    aClaim('api/metrics', 'P2'),
    aClaim('api/unwatched', 'P2', { watched: false }),
    aClaim('api/shown', 'P2', { tier }),
  ];
  assert.equal(await milder(claims, critical), 1);
  assert.equal(await milder(claims), 0, 'nothing is left out for its severity');
  assert.equal(await milder(claims.slice(0, 1), critical), 0, 'all that there is was asked for');
  assert.equal(
    await milder(claims, { ...critical, WATCHPOST_LAYERS: 'edge' }),
    0,
    'another layer is no matter of severity',
  );
});
