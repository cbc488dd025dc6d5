import diagnostics from 'node:diagnostics_channel';
import process from 'node:process';
import { demoEnvironment } from '#cli/systems/loventia.ts';
import { bootLoventia, type Loventia } from '#demo/loventia/boot.ts';
import { launchOptions } from '#fixtures/browser/launch-options.ts';
import { countAsked } from './count-asked.ts';
import type { World } from './plain/world.ts';
import type { SlowDemo } from './slow-demo.ts';

// The demo in a process of its own, so that its work is counted to neither side. It tells the bench how to find it, and
// what was asked of it since the last time. Its rate limits are out of the way: a bench asks a minute's worth in seconds.

const noLimit = 1_000_000;
const asked = countAsked(diagnostics);
const { latencyMs = 0, slow }: { latencyMs?: number; slow?: SlowDemo } = JSON.parse(process.argv[2] ?? '{}');
const demo = await bootLoventia({
  latencyMs,
  ...(slow && { ...slow, faults: ['premium-late'] }),
  stripeRateLimit: noLimit,
  rateLimits: { api: noLimit, login: noLimit, refresh: noLimit, billing: noLimit },
});
process.send?.({ environment: demoEnvironment(demo), world: worldOf(demo) });
process.on('message', () => process.send?.(asked()));
process.once('disconnect', () => void demo.close());

function worldOf({ urls, credentials, trustedKeys, nameServer, caFile, stripe, aws, photos }: Loventia): World {
  return {
    ...urls,
    storage: urls.s3,
    nameServer,
    caFile,
    trustedKeys,
    browser: launchOptions(process.env),
    ...credentials.probes[0],
    pool: credentials.probes.slice(1).map(({ email }) => email),
    stripeKey: stripe.secretKey,
    aws,
    publicPhotos: photos.publicUrls,
    privatePhoto: photos.privateUrl,
  };
}
