import type { Target } from './schema.ts';

/** The id of the claim that we ourselves are online, where the target names something neutral to ask. */
export const onlineNeeds = ({ network }: Target): string[] =>
  network.neutral.length > 0 ? ['edge/runner-online'] : [];

/** The claims about the way to a host, which everything asked of it rests on; none for a host that the target does not name. */
export const reachabilityOf = (host: string, target: Target): string[] =>
  host ? [...onlineNeeds(target), `edge/dns:${host}`, `edge/tcp:${host}`, `edge/tls:${host}`] : [];

/** The claims about an API that everything asked of it rests on: the way, that it lives, that it is ready, that it answers every time. */
export function workingApi(host: string, target: Target): string[] {
  const several = Object.keys(target.apis).length > 1;
  const named = Object.entries(target.apis).filter(([, api]) => api.host === host);
  const ids = named.flatMap(([name]) =>
    ['health', 'ready', 'steady'].map((claim) => `api/${claim}${several ? `:${name}` : ''}`),
  );
  return [...reachabilityOf(host, target), ...ids];
}

/** The claims that a page of the frontend rests on. */
export const workingFrontend = (target: Target): string[] =>
  target.frontend
    ? [...reachabilityOf(target.frontend.host, target), 'frontend/pages', 'frontend/assets', 'frontend/renders']
    : [];

/** Hosts that a target names for what pages load from there, and that nothing else of it speaks of: a CDN, a part that others build. */
export function hostsOfFiles({ hosts, frontend, apis, auth, images, billing, requests }: Target): string[] {
  const webhook = billing.mode === 'off' ? undefined : billing.webhook.host;
  const named = [
    ...[frontend?.host, auth?.host, webhook, images?.samples?.host, images?.private?.host],
    ...[...Object.values(apis), ...Object.values(requests).flatMap(({ steps }) => steps)].map(({ host }) => host),
  ];
  return Object.keys(hosts).filter((host) => !named.includes(host));
}
