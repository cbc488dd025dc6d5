import type { ReleaseMarker } from '#targets/definition/gate.ts';
import { ConfigError, type ConfigProblem, unknownWord } from '#targets/definition/problem.ts';
import type { Target } from '#targets/target.ts';

/** A part of the target that is released by itself: a host. */
export interface Component {
  name: string;
  /** Its address. */
  origin: string;
  /** Where it says its release; without one nothing can be claimed of it. */
  marker?: ReleaseMarker;
  /** The release that it is to serve; one without need only stay as it is. */
  expected?: string;
}

/**
 * The components of a deploy: those that `--release` names, and all others that say their release, which must not change.
 *
 * @param written `<host>=<release>`, one for each component that was deployed.
 * @throws {ConfigError} for a host that the target does not have, or a release that is missing.
 */
export function componentsOf(target: Target, written: readonly string[]): Component[] {
  const problems: ConfigProblem[] = [];
  const expected = new Map(written.flatMap((one) => pairOf(one, target, problems)));
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.entries(target.hosts).flatMap(([name, origin]) => {
    const marker = markerOf(name, target);
    const release = expected.get(name);
    if (!marker && !release) return [];
    return [{ name, origin, ...(marker && { marker }), ...(release && { expected: release }) }];
  });
}

function pairOf(written: string, target: Target, problems: ConfigProblem[]): [string, string][] {
  const at = written.indexOf('=');
  const [host, release] = [written.slice(0, Math.max(0, at)).trim(), written.slice(at + 1).trim()];
  const hosts = Object.keys(target.hosts);
  if (hosts.includes(host) && release) return [[host, release]];
  const expected = '<host>=<release>, such as api=4f2c9d1';
  if (at < 1 || !release)
    problems.push({
      where: '--release',
      found: `"${written}"`,
      expected,
      remedy: 'write the host, "=" and its release',
    });
  else problems.push(unknownWord('--release', host, hosts, 'a name of hosts'));
  return [];
}

/** What the target says for the gate, else what its checks read. */
function markerOf(name: string, { gate, apis, frontend }: Target): ReleaseMarker | undefined {
  const version = Object.values(apis).find((api) => api.host === name && api.version)?.version;
  if (gate.releases[name]) return gate.releases[name];
  if (version) return { in: 'json', path: version.path, name: version.field };
  if (frontend?.host !== name || !frontend.release) return undefined;
  const { release } = frontend;
  return release.from === 'meta' ? { in: 'meta', path: '/', name: release.name } : { in: 'assets', path: '/' };
}
