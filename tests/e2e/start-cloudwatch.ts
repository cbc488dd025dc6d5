import { type CloudWatch, type CloudWatchOptions, createCloudWatch } from '#demo/cloudwatch/stand-in.ts';
import { listen } from '#demo/net/listen.ts';

/** A CloudWatch alone, with what a run has to be told to publish there. */
export interface StartedCloudWatch extends AsyncDisposable {
  environment: Record<string, string>;
  requests: CloudWatch['requests'];
  series: CloudWatch['series'];
}

/** Starts it on a free port; `fail` makes it refuse what it is sent. */
export async function startCloudWatch(fail?: CloudWatchOptions['fail']): Promise<StartedCloudWatch> {
  const keys = { accessKeyId: 'AKIAE2E', secretAccessKey: crypto.randomUUID() };
  const { app, requests, series } = createCloudWatch({ credentials: [keys], ...(fail && { fail }) });
  const server = await listen({ fetch: app.fetch });
  const environment = {
    AWS_ENDPOINT_URL_CLOUDWATCH: `http://127.0.0.1:${server.port}`,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  };
  return { environment, requests, series, [Symbol.asyncDispose]: () => server.close() };
}
