import { layersFor, type Symptom, symptoms } from '#run/triage/symptoms.ts';
import type { WatchOptions } from '#run/triage/watch.ts';
import { ConfigError, unknownWord } from '#targets/definition/problem.ts';
import type { Environment } from '#targets/definition/secrets.ts';
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
 * @throws {ConfigError} for one that cannot be understood.
 */
export function asked(options: TriageOptions, environment: Environment): Asked {
  const { symptom, mute, allowWrites, good, signInEvery, url, set, location, target } = options;
  const where = wordOf(symptom);
  const layers = layersFor(where);
  const tier = allowWrites ? ['http', 'browser', 'purchase'] : ['http', 'browser'];
  const flags = {
    tier,
    ...(target && { target }),
    ...(url && { url }),
    ...(set && { set }),
    ...(location && { location }),
    ...(layers && { layer: [...layers] }),
  };
  return {
    environment: {
      ...toEnvironment(flags, environment),
      WATCHPOST_READ_ONLY: String(!allowWrites),
      ...(mute && { WATCHPOST_MUTE: mute.join(' ') }),
    },
    forMs: milliseconds('--for', options.for, 0),
    everyMs: milliseconds('--every', options.every, 1_000),
    signInEveryMs: milliseconds('--sign-in-every', signInEvery, 0),
    goodAskedFor: wholeNumber('--good', good, 'how many good looks in a row'),
    slowCounts: where === 'slow',
  };
}

function wordOf(written: string): Symptom {
  const found = symptoms.find((one) => one === written);
  if (found) return found;
  throw new ConfigError([unknownWord('--symptom', written, symptoms, 'one of')]);
}
