import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Where the demo is and how to get in, as the bench tells it in `PLAIN_WORLD`. */
export interface World {
  app: string;
  appHttp: string;
  api: string;
  images: string;
  storage: string;
  stripe: string;
  stripeStatus: string;
  cloudwatch: string;
  nameServer: string;
  caFile: string;
  /** What Chromium is told to trust. */
  trustedKeys: string[];
  browser: { executablePath?: string };
  email: string;
  password: string;
  /** The other probe users, by their addresses. */
  pool: string[];
  stripeKey: string;
  aws: { accessKeyId: string; secretAccessKey: string };
  publicPhotos: string[];
  privatePhoto: string;
}

export const world: World = JSON.parse(process.env['PLAIN_WORLD'] ?? '{}');

export const ca = readFileSync(world.caFile, 'utf8');
