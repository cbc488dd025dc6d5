import type { Fetch } from './listen.ts';
import type { Network } from './network.ts';

/** Opens a host before there is anything for it to serve: others have to know where it is. Returns what puts that there. */
export async function reserve<Host extends string>(
  network: Network<Host>,
  host: Host,
): Promise<(fetch: Fetch) => void> {
  let served: Fetch = () => new Response(null, { status: 503 });
  await network.open(host, (...request) => served(...request));
  return (fetch) => {
    served = fetch;
  };
}
