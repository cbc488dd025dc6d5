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

/** What one of the workers found out for all of them; none as long as none has. */
const found = <T>(result: z.ZodType<T>) => z.looseObject({ result: result.optional() });

const loginSchema = found(
  z.looseObject({
    /** The names of the variables of the account. */
    account: z.object({ email: z.string(), password: z.string() }).optional(),
    at: z.iso.datetime().optional(),
    session: sessionSchema.optional(),
  }),
);

const earlierSchema = found(
  z.looseObject({ outcome: z.string(), kept: keptSessionSchema.optional(), ageSeconds: z.number().optional() }),
);

/** How the login of a run came out, as its workers shared it; undefined where none was tried. */
export const sharedLogin = async (runId: string) => loginSchema.parse(await shared(runId, 'login.json')).result;

/** What became of the session of an earlier run; undefined where it was not asked for. */
export const sharedEarlierSession = async (runId: string) =>
  earlierSchema.parse(await shared(runId, 'earlier-session.json')).result;

async function shared(runId: string, name: string): Promise<unknown> {
  const text = await readFile(join(runTempDir(runId), name), 'utf8').catch(() => '{}');
  return parsedJson(text) ?? {};
}
