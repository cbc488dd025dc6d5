import type { CloudWatch } from '../cloudwatch/open-cloudwatch.ts';
import type { CloudWatchOptions } from '../cloudwatch/stand-in.ts';
import type { FaultSwitches } from '../faults.ts';
import type { LoggedRequest } from '../stripe/wire/request-log.ts';
import type { EventFaultTimes } from './api/faults/events.ts';
import type { RateLimits } from './api/rate-limit.ts';
import type { LogEntry } from './api/request-log.ts';
import type { Deployment } from './deployment.ts';
import type { EarlierSession } from './earlier-session.ts';
import type { Host } from './hosts.ts';
import type { PhotoAddresses } from './open-photos.ts';
import type { StripeAccount } from './open-stripe.ts';
import type { SeededStripe } from './seed-stripe.ts';
import type { SeededUsers } from './seed-users.ts';

export interface BootOptions extends Partial<EventFaultTimes> {
  /** Ids of `loventiaFaults`; an unknown one throws before anything is opened. */
  faults?: readonly string[];
  /** Added to every answer of every server, as a network would. Default 0. */
  latencyMs?: number;
  /** Added to the answers of single routes, in milliseconds by method and the beginning of the path: `POST /webhooks/`. */
  slowRoutes?: Readonly<Record<string, number>>;
  /** Up to so many milliseconds more, by chance, for each answer. Default 0. */
  jitterMs?: number;
  /** Whether the API promises to rotate refresh cookies. Default false, but true with `refresh-not-rotated`. */
  rotates?: boolean;
  /** Whether the API promises to end a session whose old refresh cookie comes back. Default false. */
  detectsReuse?: boolean;
  /** Requests a minute. */
  rateLimits?: Partial<RateLimits>;
  /** Stripe's requests a second. Default 25, as in a sandbox. */
  stripeRateLimit?: number;
  /** How late the one photo is under `image-slow`, in milliseconds. Default five seconds. */
  imageSlowMs?: number;
  /** Stripe's pauses between deliveries of a webhook that was not taken, in milliseconds. */
  webhookRetryMs?: readonly number[];
  /** Asked at every request to CloudWatch: refuses it as throttled, or fails it. */
  cloudwatchFails?: NonNullable<CloudWatchOptions['fail']>;
  /** Plants secrets and people in everything that the site and the API answer. Default false. */
  plant?: boolean;
  /** Gets the API's log, a line of JSON each. */
  printLog?: (line: string) => void;
}

/** A running Loventia with all it leans on. */
export interface Loventia {
  /** Origins without a trailing slash; `appHttp` is the site's plain http side, `logs` is CloudWatch Logs. */
  urls: Record<Host | 'appHttp' | 'cloudwatch' | 'logs', string>;
  caPem: string;
  /** The same in a file, for `NODE_EXTRA_CA_CERTS`. */
  caFile: string;
  /** SPKI hashes for Chromium's `--ignore-certificate-errors-spki-list`: of the good certificates only. */
  trustedKeys: string[];
  /** Where the demo's names are resolved: `127.0.0.1:<port>`, over UDP. */
  nameServer: string;
  credentials: Pick<SeededUsers, 'probes' | 'witness'>;
  stripe: Pick<StripeAccount, 'secretKey' | 'restrictedKey' | keyof SeededStripe>;
  photos: PhotoAddresses;
  /** What the API promises about refresh cookies; a fault may break it. */
  promises: { rotates: boolean; detectsReuse: boolean };
  /** A session of the first probe from before the last deploy, five minutes old. */
  earlierSession(): Promise<EarlierSession>;
  /** Which release is served. */
  deployment: Pick<Deployment, 'current' | 'previous' | 'next' | 'deploy' | 'rollOut'>;
  /** Most switches may be turned while the demo runs; those of certificates and listeners are read at boot. */
  faults: FaultSwitches;
  /** A file with everything planted, by names: JSON, for the search that a run does of what it wrote. */
  plantedFile: string | undefined;
  /** What signs requests to CloudWatch. */
  aws: CloudWatch['access'];
  /** What Stripe was asked, by the API too, oldest first: without keys or parameters. */
  stripeRequests(): readonly LoggedRequest[];
  cloudwatchRequests: CloudWatch['requests'];
  cloudwatchSeries: CloudWatch['series'];
  /** What the API's log is called in CloudWatch Logs. */
  logGroup: string;
  /** The API's log, oldest line first. */
  log(): LogEntry[];
  /** Ends every server and removes the temporary folder. */
  close(): Promise<void>;
}
