import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Claim, claimOf, claimSchema, claimType } from './claim.ts';

const claim: Claim = {
  id: 'edge/tls:api',
  layer: 'edge',
  tier: 'http',
  needs: ['edge/dns:api', 'edge/tcp:api'],
  severity: 'P0',
  owner: 'platform',
  classes: ['tls'],
  watched: true,
  advisory: false,
};
const annotation = (value: unknown) => ({ type: claimType, description: JSON.stringify(value) });

describe('a claim', () => {
  test('comes back from the annotations of its check', () => {
    assert.deepEqual(claimOf([{ type: 'issue', description: '1' }, annotation(claim)]), claim);
  });

  test('is missing where no annotation makes one', () => {
    assert.equal(claimOf([]), undefined);
    assert.equal(claimOf([{ type: claimType }]), undefined);
  });

  for (const wrong of [
    { id: 'tls' },
    { id: 'edge/TLS' },
    { needs: ['api'] },
    { layer: 'egde' },
    { severity: 'P4' },
    { classes: [] },
    { classes: ['tsl'] },
    { budgetMs: 0 },
    { owners: 'x' },
  ]) {
    test(`refuses ${JSON.stringify(wrong)}`, () => assert.throws(() => claimSchema.parse({ ...claim, ...wrong })));
  }
});
