import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Response } from 'undici';
import { patientFetch } from './patient-fetch.ts';

/** A Stripe that refuses the first so many requests, and a clock that only pauses move. */
function busy(refusals: number) {
  let asked = 0;
  let waitedMs = 0;
  const fetch = patientFetch(
    async () => new Response(null, { status: asked++ < refusals ? 429 : 200 }),
    async (ms) => {
      waitedMs += ms;
    },
  );
  return { ask: async () => (await fetch('https://stripe.test/')).status, waitedMs: () => waitedMs };
}

test('a request that is turned away twenty times is served in the end', async () => {
  const stripe = busy(20);
  assert.equal(await stripe.ask(), 200);
  assert.ok(stripe.waitedMs() < 30_000);
});

test('after half a minute the refusal is handed on', async () => {
  const stripe = busy(Number.POSITIVE_INFINITY);
  assert.equal(await stripe.ask(), 429);
  assert.ok(stripe.waitedMs() >= 30_000 && stripe.waitedMs() < 32_000, `${stripe.waitedMs()} ms`);
});
