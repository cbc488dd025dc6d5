import { z } from 'zod';
import { type Cadence, cadences, layers, severities, tiers, triggers } from '#record/vocabulary.ts';
import { ofCadence } from './cadence.ts';
import { depths, limitDepth } from './depth.ts';
import { loadTarget, type Overrides } from './load-target.ts';
import { muteToday } from './mute-today.ts';
import { type OwnChecks, ownChecks } from './own-checks.ts';
import { ConfigError, type ConfigProblem, unknownWord } from './problem.ts';
import { takeWritesOut } from './read-only.ts';
import { newRunId } from './run-id.ts';
import type { Target } from './schema.ts';
import { type Environment, secretNames } from './secrets.ts';
import { mistypedIn, type Variables, variablesOf } from './variables.ts';

/** Everything one run was asked to do, parsed once. */
export interface Settings {
  target: Target;
  /** The target as it was named: a name of `targets/` or a path. */
  targetName: string;
  /** Files with a team's own checks. */
  ownChecks: OwnChecks;
  trigger: (typeof triggers)[number];
  tiers: (typeof tiers)[number][];
  /** Which run of the target's schedule it is; absent where none was named. */
  cadence?: Cadence;
  /** Layers to look at; all when absent. */
  layers?: string[];
  /** Claims of these severities only; all when absent. */
  severities?: (typeof severities)[number][];
  /** Check ids to run, or their beginnings (`edge/tls` takes every host); all when absent. */
  checks?: string[];
  runId: string;
  /** Where a run writes, as an absolute or working-directory path. */
  reports: string;
  location: string;
  scheduledAt?: string;
  round: number;
  /** Whether the people of the target are told of what the run finds. */
  tells: boolean;
  /** Which account the run was given: 0 is `auth.probe`, then `auth.pool`; undefined when none was free. */
  account: number | undefined;
  /** The release that the APIs must name, whatever the target expects. */
  release?: string;
  /** Keep every exchange of every check, with what was sent. */
  debug: boolean;
  /** Where to write what checks read of each answer; nowhere when absent. */
  reads?: string;
  /** All checks are loaded, so that a name none of them has is a mistake: not with some tiers, nor when Playwright was called directly. */
  knowsAllChecks: boolean;
  /** Take a mute of a whole layer with P0 claims for meant. */
  force: boolean;
  /** What this run leaves out because it may write; absent where it was not asked to. */
  leftOut?: string[];
  /** A file with values that nothing may hold which the run writes, by names: planted in the system to prove it. */
  planted?: string;
  /** How long to wait for a probe user that no other run holds, in ms. */
  waitMs: number;
  /** The whole run may take this long, in ms. */
  deadlineMs: number;
}

/**
 * Reads what a run was asked to do.
 *
 * @throws {ConfigError} with every problem of the variables, the target and its keys at once.
 */
export async function loadSettings(environment: Environment): Promise<Settings> {
  const problems: ConfigProblem[] = [];
  const read = variablesOf(environment, problems);
  const overrides = setsOf(read.WATCHPOST_SET, problems);
  const urls = urlsOf(read.WATCHPOST_URLS, problems);
  const { cadence, trigger, tiers: chosenTiers, depth } = occasionOf(read, problems);
  const chosenLayers = words('--layer', read.WATCHPOST_LAYERS, layers, problems);
  const muted = words('--mute', read.WATCHPOST_MUTE, layers, problems) ?? [];
  const chosenSeverities = words('--severity', read.WATCHPOST_SEVERITIES, severities, problems);
  const target = await loadTarget(read.WATCHPOST_TARGET, overrides, environment, urls).catch((error: unknown) => {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return undefined;
  });
  if (target) {
    if (depth) problems.push(...limitDepth(target, depth, trigger));
    problems.push(...besideTarget(target, read.WATCHPOST_RELEASE, environment));
  }
  const { problems: unfit = [], ...own } = target
    ? ownChecks(target, read.WATCHPOST_TARGET)
    : { checks: [], specs: [] };
  problems.push(...unfit);
  if (!target || problems.length > 0) throw new ConfigError(problems);
  target.mutes.push(...muted.map((layer) => muteToday(layer)));
  return {
    target,
    targetName: read.WATCHPOST_TARGET,
    ownChecks: own,
    trigger,
    tiers: chosenTiers,
    ...(cadence && { cadence }),
    ...(chosenLayers && { layers: chosenLayers }),
    ...(chosenSeverities && { severities: chosenSeverities }),
    ...(read.WATCHPOST_CHECKS && { checks: list(read.WATCHPOST_CHECKS) }),
    runId: read.WATCHPOST_RUN_ID ?? newRunId(),
    reports: read.WATCHPOST_REPORTS,
    location: read.WATCHPOST_LOCATION,
    ...(read.WATCHPOST_SCHEDULED_AT && { scheduledAt: new Date(read.WATCHPOST_SCHEDULED_AT).toISOString() }),
    round: read.WATCHPOST_ROUND,
    tells: tellsOf(read.WATCHPOST_TELL, trigger),
    account: read.WATCHPOST_ACCOUNT === 'none' ? undefined : Number(read.WATCHPOST_ACCOUNT),
    ...(read.WATCHPOST_RELEASE && { release: read.WATCHPOST_RELEASE }),
    debug: read.WATCHPOST_DEBUG,
    ...(read.WATCHPOST_READS && { reads: read.WATCHPOST_READS }),
    knowsAllChecks: environment['WATCHPOST_ACCOUNT'] !== undefined && chosenTiers.length === tiers.length,
    force: read.WATCHPOST_FORCE || muted.length > 0,
    ...takeWritesOut(read.WATCHPOST_READ_ONLY, { target, ownChecks: own }),
    ...(read.WATCHPOST_PLANTED && { planted: read.WATCHPOST_PLANTED }),
    waitMs: read.WATCHPOST_WAIT_SECONDS * 1_000,
    deadlineMs: read.WATCHPOST_DEADLINE_SECONDS * 1_000,
  };
}

/** What was asked for and does not go with this target, or with any. */
const besideTarget = (target: Target, release: string | undefined, environment: Environment): ConfigProblem[] => [
  ...mistypedIn(environment, secretNames(target)),
  ...(release ? unaskedRelease(target, release) : []),
];

/** Why this run is made, and what it may cost: what its cadence brings, where nothing else is said. */
function occasionOf(read: Variables, problems: ConfigProblem[]) {
  const named = read.WATCHPOST_CADENCE ?? '';
  const cadence = named === '' ? undefined : word('--cadence', named, cadences, problems);
  const usual = cadence ? ofCadence[cadence] : { trigger: 'manual' as const, tiers, depth: undefined };
  const why = read.WATCHPOST_TRIGGER ?? usual.trigger;
  return {
    cadence,
    trigger: word('--trigger', why, triggers, problems) ?? 'manual',
    tiers: words('--tier', read.WATCHPOST_TIERS, tiers, problems) ?? [...usual.tiers],
    depth: read.WATCHPOST_DEPTH ? word('--depth', read.WATCHPOST_DEPTH, depths, problems) : usual.depth,
  };
}

/** A release that no API can be asked for would be expected in vain. */
function unaskedRelease({ apis }: Target, release: string): ConfigProblem[] {
  if (Object.values(apis).some(({ version }) => version)) return [];
  const expected = 'an API with `version`, which can be asked for its release';
  return [
    { where: '--release', found: `"${release}"`, expected, remedy: 'describe apis.<name>.version, or leave it out' },
  ];
}

const tellsOf = (asked: boolean | undefined, trigger: Settings['trigger']) => asked ?? trigger === 'schedule';

const list = (text: string) => text.split(/[\s,]+/).filter(Boolean);

function word<T extends string>(
  where: string,
  written: string,
  valid: readonly T[],
  problems: ConfigProblem[],
): T | undefined {
  const found = valid.find((one) => one === written);
  if (!found) problems.push(unknownWord(where, written, valid, 'one of'));
  return found;
}

function words<T extends string>(
  where: string,
  text: string | undefined,
  valid: readonly T[],
  problems: ConfigProblem[],
) {
  if (!text) return undefined;
  const written = list(text);
  if (written.length === 0) problems.push(unknownWord(where, text, valid, 'one of'));
  return written.flatMap((one) => word(where, one, valid, problems) ?? []);
}

/** Addresses for hosts of the target, by their names. */
function urlsOf(text: string | undefined, problems: ConfigProblem[]): Record<string, string> {
  const pairs = list(text ?? '').flatMap((pair) => {
    const at = pair.indexOf('=');
    const [name, url] = [pair.slice(0, at), pair.slice(at + 1)];
    if (at < 1 || !URL.canParse(url)) {
      const expected = '<host>=<address>, such as api=https://api-preview.example.com';
      problems.push({
        where: '--url',
        found: `"${pair}"`,
        expected,
        remedy: 'write the name of a host, "=" and its address',
      });
      return [];
    }
    return [[name, url] as const];
  });
  return Object.fromEntries(pairs);
}

function setsOf(text: string | undefined, problems: ConfigProblem[]): Overrides {
  if (!text) return {};
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    const expected = 'a JSON object of path and value, such as {"budgets.premium":5000}';
    problems.push({ where: 'WATCHPOST_SET', found: 'something else', expected, remedy: 'mend the JSON' });
    return {};
  }
}
