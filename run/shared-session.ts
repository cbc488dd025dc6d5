import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { runTempDir } from '#fixtures/runtime/run-temp-dir.ts';
import { parsedJson } from '#record/parsed-json.ts';
import { keptSessionSchema } from '#store/kept-session.ts';

const sessionSchema = z.looseObject({
  accessToken: z.string(),
  refreshToken: z.string().default(''),
  cookies: z.array(z.string()),
});

const loginSchema = z.looseObject({
  /** The names of the variables of the account. */
  account: z.object({ email: z.string(), password: z.string() }).optional(),
  at: z.iso.datetime().optional(),
  session: sessionSchema.optional(),
});

const earlierSchema = z.looseObject({
  outcome: z.string(),
  kept: keptSessionSchema.optional(),
  ageSeconds: z.number().optional(),
});

/** How the login of a run came out, as its workers shared it; undefined where none was tried. */
export const sharedLogin = (runId: string) => shared(runId, 'login.json', loginSchema);

/** What became of the session of an earlier run; undefined where it was not asked for. */
export const sharedEarlierSession = (runId: string) => shared(runId, 'earlier-session.json', earlierSchema);

async function shared<T>(runId: string, name: string, result: z.ZodType<T>): Promise<T | undefined> {
  const text = await readFile(join(runTempDir(runId), name), 'utf8').catch(() => '{}');
  return z.looseObject({ result: result.optional() }).parse(parsedJson(text) ?? {}).result;
}
