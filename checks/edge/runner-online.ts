/** The claim that we ourselves are online; also told by a run that asked nobody neutral and reached nobody. */
export const runnerOnline = {
  id: 'edge/runner-online',
  title: 'the runner itself is online',
  severity: 'P2',
  classes: ['harness'],
} as const;

/**
 * What is told beside, where this machine names a proxy: people and browsers may go out by it, and Watchpost goes directly, as
 * names, addresses, handshakes and certificates are those of the way.
 */
export function besideProxy(environment: Readonly<Record<string, string | undefined>>): string[] {
  const set = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].find(
    (name) => environment[name] || environment[name.toLowerCase()],
  );
  return set ? [`${set} is set on this machine, and Watchpost goes directly`] : [];
}
