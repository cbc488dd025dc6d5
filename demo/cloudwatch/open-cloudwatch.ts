import { randomBytes } from 'node:crypto';
import type { Network } from '../net/network.ts';
import { type CloudWatchLogEntry, type CloudWatchOptions, createCloudWatch, type Series } from './stand-in.ts';

/** What a client of AWS needs. */
export interface AwsAccess {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export interface CloudWatch {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  access: AwsAccess;
  /** Oldest first. */
  requests(): readonly CloudWatchLogEntry[];
  series(): Series[];
}

/** Opens the CloudWatch of a region, which knows one key pair and verifies its signatures. */
export async function openCloudWatch(
  network: Pick<Network<string>, 'openLocal'>,
  region: string,
  fail?: CloudWatchOptions['fail'],
): Promise<CloudWatch> {
  const access: AwsAccess = {
    region,
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  };
  const { app, requests, series } = createCloudWatch({
    credentials: [access],
    region,
    ...(fail && { fail }),
  });
  return { url: await network.openLocal(app.fetch), access, requests: () => requests, series };
}
