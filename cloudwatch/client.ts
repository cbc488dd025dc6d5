import type { CloudWatchClient, CloudWatchClientConfig } from '@aws-sdk/client-cloudwatch';
import type { Environment } from '#targets/definition/secrets.ts';

/** Loaded only when something is to be sent: it costs about 100 ms and 70 MB. */
export const loadSdk = () => import('@aws-sdk/client-cloudwatch');

/** Loads the SDK ahead of time, for a command that can do so while its run is still going. */
export async function warmUp(): Promise<void> {
  await loadSdk();
}

/** A client for the target's region. */
export async function createClient(region: string, environment: Environment = {}): Promise<CloudWatchClient> {
  const { CloudWatchClient: Client } = await loadSdk();
  const config = clientConfig(region, environment, environment['AWS_ENDPOINT_URL_CLOUDWATCH']);
  // A datum that is sent again after its answer was lost counts twice: whoever sends decides on that.
  return new Client({ ...config, maxAttempts: 1 });
}

/**
 * How a client of AWS is set up. Credentials come from the environment given, and what that does not say from the SDK's
 * default chain. Three attempts, a few seconds each.
 *
 * @param endpoint another address of the service than its usual one.
 */
export function clientConfig(region: string, environment: Environment, endpoint: string | undefined) {
  return {
    region,
    maxAttempts: 3,
    retryMode: 'standard',
    // Without throwOnRequestTimeout the SDK only logs a request that takes too long, and waits on.
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
    ...(endpoint && { endpoint }),
    ...credentialsOf(environment),
  } satisfies CloudWatchClientConfig;
}

function credentialsOf(environment: Environment): Pick<CloudWatchClientConfig, 'credentials'> {
  const accessKeyId = environment['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY'];
  const sessionToken = environment['AWS_SESSION_TOKEN'];
  if (!accessKeyId || !secretAccessKey) return {};
  return { credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) } };
}
