import type { Command } from 'commander';
import { cadences, layers, severities, tiers, triggers } from '#record/vocabulary.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { listed, repeated } from './repeatable.ts';

/** The flags of every command that runs checks. */
export interface RunOptions {
  target?: string;
  tier?: string[];
  layer?: string[];
  severity?: string[];
  check?: string[];
  trigger?: string;
  cadence?: string;
  url?: string[];
  set?: string[];
  location?: string;
  scheduledAt?: string;
  release?: string;
  depth?: string;
  deadline?: string;
  debug?: boolean;
  force?: boolean;
  tell?: boolean;
  json?: boolean;
}

/** Adds the flags of a single run to a command. */
export const addRunOptions = (command: Command): Command =>
  addChoiceOptions(command)
    .option('--trigger <why>', `${triggers.join(', ')} (default: manual)`)
    .option('--cadence <name>', `a run of the schedule, with its tiers and depth: ${cadences.join(', ')}`)
    .option('--scheduled-at <time>', 'when the run was due, ISO 8601: publishes how late it is')
    .option('--release <name>', 'the release that the APIs must name, such as the commit that was deployed')
    .option('--tell', 'tells the people whom the target names; scheduled runs do without')
    .option('--debug', 'shows everything about the checks as text, with a redacted curl for each request')
    .option('--json', 'prints the run record as JSON instead of the answer');

/** Adds the flags that say what is looked at, and from where. */
export function addChoiceOptions(command: Command): Command {
  return command
    .option('--target <name>', 'what to watch: a name of targets/ or the path of a target file')
    .option('--tier <names>', `${tiers.join(', ')}; repeatable`, listed)
    .option('--layer <names>', `${layers.join(', ')}; repeatable`, listed)
    .option('--severity <names>', `${severities.join(', ')}; repeatable`, listed)
    .option('--check <ids>', 'only these checks, such as api/ready or edge/tls; repeatable', listed)
    .option('--url <host=address>', 'another address for a host of the target; repeatable', repeated)
    .option(
      '--set <path=value>',
      'another value for a setting of the target, such as budgets.premium=5000; repeatable',
      repeated,
    )
    .option('--location <name>', 'where this runner stands')
    .option('--depth <mode>', 'how far to go with money: off, audit, api or hosted (default: what the target allows)')
    .option('--deadline <seconds>', 'how long the whole run may take (default: 600)')
    .option('--force', 'takes the mute of a whole layer with P0 claims for meant');
}

/** The flags as the variables that a run reads, on top of an environment. */
export function toEnvironment(options: RunOptions, environment: Environment): Environment {
  const {
    target,
    tier,
    layer,
    severity,
    check,
    trigger,
    cadence,
    url,
    set,
    location,
    scheduledAt,
    release,
    depth,
    deadline,
    debug,
    force,
    tell,
  } = options;
  const flags: Environment = {
    WATCHPOST_TARGET: target,
    WATCHPOST_TIERS: tier?.join(' '),
    WATCHPOST_LAYERS: layer?.join(' '),
    WATCHPOST_SEVERITIES: severity?.join(' '),
    WATCHPOST_CHECKS: check?.join(' '),
    WATCHPOST_TRIGGER: trigger,
    WATCHPOST_CADENCE: cadence,
    WATCHPOST_URLS: url?.join(' '),
    WATCHPOST_SET:
      set && JSON.stringify({ ...readSet(environment['WATCHPOST_SET']), ...Object.fromEntries(toPairs(set)) }),
    WATCHPOST_LOCATION: location,
    WATCHPOST_SCHEDULED_AT: scheduledAt,
    WATCHPOST_RELEASE: release,
    WATCHPOST_DEPTH: depth,
    WATCHPOST_DEADLINE_SECONDS: deadline,
    WATCHPOST_FORCE: force ? 'true' : undefined,
    WATCHPOST_TELL: tell ? 'true' : undefined,
    WATCHPOST_DEBUG: debug ? 'true' : undefined,
  };
  const given = Object.entries(flags).filter(([, value]) => value !== undefined);
  return { ...environment, ...Object.fromEntries(given) };
}

function readSet(text: string | undefined): object {
  const read = text ? parsed(text) : {};
  if (typeof read === 'object' && read !== null) return read;
  const expected = 'a JSON object of path and value';
  throw new ConfigError([{ where: 'WATCHPOST_SET', found: 'something else', expected, remedy: 'mend the JSON' }]);
}

/** Of each `path=value`; the value is JSON where it reads as such, and a text otherwise. */
function toPairs(written: readonly string[]): [string, unknown][] {
  const wrong = written.filter((one) => one.indexOf('=') < 1);
  const [expected, remedy] = ['<path>=<value>, such as budgets.premium=5000', 'write a path, "=" and a value'];
  if (wrong.length > 0)
    throw new ConfigError(wrong.map((one) => ({ where: '--set', found: `"${one}"`, expected, remedy })));
  return written.map((one) => {
    const at = one.indexOf('=');
    return [one.slice(0, at), parsed(one.slice(at + 1))];
  });
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
