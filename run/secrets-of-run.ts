import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isPublicValue } from '#targets/definition/public-value.ts';
import type { Settings } from '#targets/definition/settings.ts';
import { wordsOfTarget } from '#targets/definition/words-of-target.ts';
import { sharedEarlierSession, sharedLogin } from './shared-session.ts';

type Secrets = Readonly<Record<string, string>>;

/** Secrets of a run which no variable names: the tokens that its workers shared, and markers that were planted. */
export const unnamedSecrets = async ({
  runId,
  planted,
  target,
}: Pick<Settings, 'runId' | 'planted' | 'target'>): Promise<Secrets> => ({
  ...(await sharedTokens(runId, wordsOfTarget(target))),
  ...(await plantedIn(planted)),
});

async function sharedTokens(runId: string, ofTarget: ReadonlySet<string>): Promise<Secrets> {
  const own = (await sharedLogin(runId))?.session;
  const earlier = (await sharedEarlierSession(runId))?.kept?.session;
  return {
    ...(own && namedIn(own, 'of the run', ofTarget)),
    ...(earlier && namedIn({ ...earlier, refreshToken: '' }, 'of an earlier run', ofTarget)),
  };
}

function namedIn(
  session: { accessToken: string; refreshToken: string; cookies: string[] },
  whose: string,
  ofTarget: ReadonlySet<string>,
): Secrets {
  const cookies = session.cookies
    .map((line, at) => [`session cookie ${at + 1}`, /=([^;]*)/.exec(line)?.[1] ?? ''])
    .filter(([, value = '']) => !isPublicValue(value, ofTarget));
  const tokens = [
    ['access token', session.accessToken],
    ['refresh token', session.refreshToken],
  ];
  // A session of cookies alone has no token, and nothing is everywhere.
  const there = [...cookies, ...tokens].filter(([, value]) => value !== '');
  return Object.fromEntries(there.map(([name, value = '']) => [`${name} ${whose}`, value]));
}

/** What a person, or the demo, planted in the system; the redactor knows nothing of it before it is found. */
const plantedIn = async (file: string | undefined): Promise<Secrets> =>
  file ? z.record(z.string(), z.string()).parse(JSON.parse(await readFile(file, 'utf8'))) : {};
