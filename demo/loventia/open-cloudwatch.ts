import { randomBytes } from 'node:crypto';
import {
  type CloudWatchLogEntry,
  type CloudWatchOptions,
  createCloudWatch,
  type Series,
} from '../cloudwatch/stand-in.ts';
import type { Network } from './network.ts';

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

/** Opens CloudWatch, which knows one key pair and verifies its signatures. */
export async function openCloudWatch(network: Network, fail?: CloudWatchOptions['fail']): Promise<CloudWatch> {
  const access: AwsAccess = {
    region: 'eu-north-1',
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  };
  const { app, requests, series } = createCloudWatch({
    credentials: [access],
    region: access.region,
    ...(fail && { fail }),
  });
  return { url: await network.openLocal(app.fetch), access, requests: () => requests, series };
}
