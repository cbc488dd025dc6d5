/** What a run of a demo has to know of it, whatever it is of. */
interface KnownDemo {
  urls: { cloudwatch: string };
  nameServer: string;
  caFile: string;
  aws: { accessKeyId: string; secretAccessKey: string };
}

/**
 * What a run is told of a demo: where it is and whom it may trust, as overrides of the very target that fits the real system.
 *
 * @param overrides of settings of the target, by their paths: what only this demo has.
 * @param variables what only this demo wants beside them.
 */
export function toldOfDemo(
  { urls, nameServer, caFile, aws }: KnownDemo,
  overrides: Readonly<Record<string, unknown>>,
  variables: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const settings = {
    environment: 'demo',
    'network.nameServer': nameServer,
    'network.caFile': caFile,
    // The demo shares its machine with the run, and often with more: how fast it is there says nothing about it.
    'budgets.health': 3_000,
    ...overrides,
  };
  return {
    WATCHPOST_SET: JSON.stringify(settings),
    AWS_ENDPOINT_URL_CLOUDWATCH: urls.cloudwatch,
    AWS_ACCESS_KEY_ID: aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
    ...variables,
  };
}
