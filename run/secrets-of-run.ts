import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { runTempDir } from '#fixtures/runtime/run-temp-dir.ts';
import type { Settings } from '#targets/definition/settings.ts';

type Secrets = Readonly<Record<string, string>>;

/** Secrets of a run which no variable names: the tokens that its workers shared, and markers that were planted. */
export const unnamedSecrets = async ({ runId, planted }: Pick<Settings, 'runId' | 'planted'>): Promise<Secrets> => ({
  ...(await sharedTokens(runId)),
  ...(await plantedIn(planted)),
});

const sharedSession = z.looseObject({
  accessToken: z.string(),
  refreshToken: z.string().default(''),
  cookies: z.array(z.string()),
});

const shared = z.looseObject({
  result: z.looseObject({ session: sharedSession.optional() }).optional(),
});

async function sharedTokens(runId: string): Promise<Secrets> {
  const text = await readFile(join(runTempDir(runId), 'login.json'), 'utf8').catch(() => '{}');
  const session = shared.parse(JSON.parse(text)).result?.session;
  if (!session) return {};
  const cookies = session.cookies.map((line, at) => [`session cookie ${at + 1}`, /=([^;]*)/.exec(line)?.[1] ?? '']);
  const tokens = [
    ['access token', session.accessToken],
    ['refresh token', session.refreshToken],
  ];
  // A session of cookies alone has no token, and nothing is everywhere.
  return Object.fromEntries([...cookies, ...tokens].filter(([, value]) => value !== ''));
}

/** What a person, or the demo, planted in the system; the redactor knows nothing of it before it is found. */
const plantedIn = async (file: string | undefined): Promise<Secrets> =>
  file ? z.record(z.string(), z.string()).parse(JSON.parse(await readFile(file, 'utf8'))) : {};
