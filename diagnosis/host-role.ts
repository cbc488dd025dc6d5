import type { Target } from '#targets/target.ts';
import type { HostRole } from './incident.ts';

/** What the host of a check's instance is for, if the check speaks of one host. */
export function hostRole(checkId: string, { hosts, frontend, apis, auth, images }: Target): HostRole | undefined {
  const host = checkId.split(':')[1];
  if (!host || !hosts[host]) return undefined;
  if (host === frontend?.host) return 'app';
  if (host === auth?.host || Object.values(apis).some((api) => api.host === host)) return 'api';
  const ofImages = [images?.samples?.host, images?.private?.host, 'images'];
  return ofImages.includes(host) ? 'images' : undefined;
}
