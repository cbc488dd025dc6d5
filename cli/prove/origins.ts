import type { Target } from '#targets/target.ts';

/** Every origin that the checks of a target may ask over HTTP. */
export function originsOf({ hosts, network, edge, billing }: Target): string[] {
  const stripe = billing.mode === 'off' ? [] : [billing.apiUrl, billing.statusUrl];
  const all = [...Object.values(hosts), ...Object.values(edge.httpsRedirects), ...network.thirdParties, ...stripe];
  return [...new Set(all.map((url) => new URL(url).origin))];
}

/** Tells the name of the host at an address: the target's own word where it has one. */
export function hostNamer({ hosts, edge }: Target): (url: URL) => string {
  const named = Object.entries(hosts).map(([name, url]) => [new URL(url).origin, name] as const);
  const plain = Object.entries(edge.httpsRedirects).map(
    ([name, url]) => [new URL(url).origin, `${name} over http`] as const,
  );
  const names = new Map([...plain, ...named]);
  return (url) => names.get(url.origin) ?? url.hostname;
}
