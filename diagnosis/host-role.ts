import { hostsOfFiles } from '#targets/definition/needs.ts';
import type { Target } from '#targets/target.ts';
import type { HostRole, Incident } from './incident.ts';

/** What the host of a check's instance is for, if the check speaks of one host. */
export function hostRole(checkId: string, target: Target): HostRole | undefined {
  const { hosts, frontend, apis, auth, images } = target;
  const host = checkId.split(':')[1];
  if (!host || !hosts[host]) return undefined;
  if (host === frontend?.host) return 'app';
  if (host === auth?.host || Object.values(apis).some((api) => api.host === host)) return 'api';
  const ofImages = [images?.samples?.host, images?.private?.host, 'images'];
  if (ofImages.includes(host)) return 'images';
  return frontend && hostsOfFiles(target).includes(host) ? 'files' : undefined;
}

/** An incident as it is where the host of its check is for this. */
export const asForRole = (incident: Incident, role: HostRole | undefined): Incident =>
  role ? { ...incident, ...incident.byRole?.[role] } : incident;

/** An incident in each of the forms that it has by what a host is for, the general one first. */
export const formsOf = (incident: Incident): Incident[] => [
  incident,
  ...(Object.keys(incident.byRole ?? {}) as HostRole[]).map((role) => asForRole(incident, role)),
];
