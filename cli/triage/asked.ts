import { layersFor, type Symptom, symptoms } from '#run/triage/symptoms.ts';
import type { WatchOptions } from '#run/triage/watch.ts';
import { ConfigError, unknownWord } from '#targets/definition/problem.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { allOf } from '../all-of.ts';
import { askedFor } from '../asked-for.ts';
import { toEnvironment } from '../run-options.ts';
import { wholeNumber } from '../whole-number.ts';
import { milliseconds } from './milliseconds.ts';
import type { TriageOptions } from './triage-options.ts';

/** What the flags ask for. */
export type Asked = Pick<
  WatchOptions,
  'environment' | 'forMs' | 'everyMs' | 'signInEveryMs' | 'goodAskedFor' | 'slowCounts'
>;

/**
 * Reads the flags.
 *
 * @throws {ConfigError} with every one that cannot be understood, and with what is wrong with the target.
 */
export async function asked(options: TriageOptions, environment: Environment): Promise<Asked> {
  const { mute, allowWrites, url, set, location, target } = options;
  const chosen = {
    tier: allowWrites ? ['http', 'browser', 'purchase'] : ['http', 'browser'],
    ...(target && { target }),
    ...(url && { url }),
    ...(set && { set }),
    ...(location && { location }),
  };
  const read = await askedFor(chosen, environment, () => flagsOf(options));
  const { symptom, ...times } = read.flags;
  const layers = layersFor(symptom);
  return {
    ...times,
    environment: {
      ...(layers ? toEnvironment({ layer: [...layers] }, read.environment) : read.environment),
      WATCHPOST_READ_ONLY: String(!allowWrites),
      ...(mute && { WATCHPOST_MUTE: mute.join(' ') }),
    },
    slowCounts: symptom === 'slow',
  };
}

const flagsOf = ({ symptom, every, signInEvery, good, for: time }: TriageOptions) =>
  allOf({
    symptom: () => wordOf(symptom),
    forMs: () => milliseconds('--for', time, 0),
    everyMs: () => milliseconds('--every', every, 1_000),
    signInEveryMs: () => milliseconds('--sign-in-every', signInEvery, 0),
    goodAskedFor: () => wholeNumber('--good', good, 'how many good looks in a row'),
  });

function wordOf(written: string): Symptom {
  const found = symptoms.find((one) => one === written);
  if (found) return found;
  throw new ConfigError([unknownWord('--symptom', written, symptoms, 'one of')]);
}
