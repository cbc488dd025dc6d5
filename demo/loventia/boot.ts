import { allOpened } from '../all-opened.ts';
import { openCloudWatch } from '../cloudwatch/open-cloudwatch.ts';
import { writeCaFile } from '../net/ca-file.ts';
import { createRequestLog } from './api/request-log.ts';
import { newTokenSecrets } from './api/settings.ts';
import { createPlanted, writePlanted } from './canaries.ts';
import { createDeployment } from './deployment.ts';
import { withEarlierPurchases } from './earlier-purchases.ts';
import { earlierSessionOf } from './earlier-session.ts';
import { parseFaults } from './faults.ts';
import type { BootOptions, Loventia } from './loventia.ts';
import { openNetwork } from './network.ts';
import { reserveApi } from './open-api.ts';
import { openLogs } from './open-logs.ts';
import { openPhotos } from './open-photos.ts';
import { openStripe } from './open-stripe.ts';
import { openWeb } from './open-web.ts';
import { loadReleases } from './releases.ts';
import { seedUsers } from './seed-users.ts';

export type { BootOptions, Loventia } from './loventia.ts';

/**
 * Boots the whole demo on free loopback ports. Nothing on the machine is changed but one temporary folder, and any
 * number of demos run beside each other. All secrets are random and live as long as the demo.
 */
export async function bootLoventia(options: BootOptions = {}): Promise<Loventia> {
  const faults = parseFaults(options.faults);
  const { latencyMs = 0, jitterMs = 0, slowRoutes } = options;
  const { rotates = faults.has('refresh-not-rotated'), detectsReuse = false } = options;
  // Closes what is open when a later step fails; handed to the caller when none does.
  await using opening = new AsyncDisposableStack();
  const [network, releases, { users, ...credentials }] = await allOpened([
    openNetwork({ faults, latencyMs, jitterMs, ...(slowRoutes && { slowRoutes }) }, opening),
    loadReleases(),
    seedUsers(),
  ]);
  const deployment = createDeployment(releases);
  const caFile = await writeCaFile(network.caPem, opening);
  const planted = options.plant ? createPlanted() : undefined;
  const plantedFile = await writePlanted(planted, caFile);
  const [setApi, appHttp, photos, cloudwatch] = await allOpened([
    reserveApi(network),
    openWeb({ network, faults, deployment, planted }),
    openPhotos({ ...options, network, faults, users }, opening),
    openCloudWatch(network, 'eu-north-1', options.cloudwatchFails),
  ]);
  const stripe = await openStripe({ ...options, network, faults }, opening);
  const { secretKey, restrictedKey, webhookSecret, webhookApiVersion, priceId, webhookEndpointId } = stripe;
  const log = createRequestLog(options.printLog ? { print: options.printLog } : {});
  const searchable = await openLogs(network, cloudwatch.access, log);
  const promises = { rotates, detectsReuse };
  const customers = await withEarlierPurchases(users, stripe, faults);
  const tokenSecrets = newTokenSecrets();
  const parts = { network, faults, deployment, users: customers, stripe, photos: photos.links, log, tokenSecrets };
  setApi({ ...options, ...promises, ...parts, ...(planted && { planted }) });
  const running = opening.move();
  return {
    urls: { ...network.origins(), appHttp, cloudwatch: cloudwatch.url, logs: searchable.url },
    caPem: network.caPem,
    caFile,
    trustedKeys: network.trustedKeys(),
    nameServer: network.nameServer,
    credentials,
    stripe: { secretKey, restrictedKey, webhookSecret, webhookApiVersion, priceId, webhookEndpointId },
    photos: photos.addresses,
    promises,
    earlierSession: () => earlierSessionOf(users, tokenSecrets),
    deployment,
    faults,
    plantedFile,
    aws: cloudwatch.access,
    stripeRequests: () => stripe.standIn.requests,
    cloudwatchRequests: cloudwatch.requests,
    cloudwatchSeries: cloudwatch.series,
    logGroup: searchable.group,
    log: log.entries,
    close: () => running.disposeAsync(),
  };
}
