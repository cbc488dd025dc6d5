import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { factsSchema } from '#record/facts.ts';
import { parsedJson } from '#record/parsed-json.ts';
import { keptFile } from './kept-file.ts';
import type { Store } from './store.ts';

/** The session of a run, for the next one to try. What refreshes it is never kept: using that would spend it. */
export const keptSessionSchema = z.strictObject({
  /** Where it was signed in: no other host is ever sent it. */
  origin: z.string(),
  /** What the account signs in with. */
  email: z.string(),
  /** ISO instant of its sign-in. */
  signedInAt: z.iso.datetime(),
  session: z.strictObject({
    /** Empty where cookies alone carry the session. */
    accessToken: z.string(),
    /** `Set-Cookie` lines as they came. */
    cookies: z.array(z.string()),
  }),
  /** Whether a sign-in leaves the session before alive, as earlier runs have seen it. */
  sessionsAtOnce: factsSchema.shape.sessionsAtOnce.unwrap(),
  /** The oldest session that an earlier run has seen alive, in seconds since its sign-in. */
  provenSeconds: z.number().nonnegative(),
});
export type KeptSession = z.infer<typeof keptSessionSchema>;

/** The account whose session it is: only who has its password can read what is kept. */
export interface SessionOwner {
  /** The name of the variable with its e-mail. */
  place: string;
  password: string;
}

const sealedSchema = z.strictObject({ salt: z.base64(), iv: z.base64(), tag: z.base64(), text: z.base64() });
const cipher = 'aes-256-gcm';
const fileOf = ({ place }: SessionOwner) => keptFile(`sessions/${place}.json`, sealedSchema);

/**
 * What an earlier run has kept for the account, or in words why there is none.
 *
 * @throws {Error} when the store cannot be read.
 */
export async function recallSession(store: Store, owner: SessionOwner): Promise<KeptSession | string> {
  const sealed = await fileOf(owner).recall(store);
  if (sealed === undefined) return 'no earlier run has left a session';
  const text = await open(sealed, owner);
  if (text === undefined)
    return 'what an earlier run has left cannot be opened with the password of the probe account: one of them was changed';
  const kept = keptSessionSchema.safeParse(parsedJson(text));
  return kept.success ? kept.data : 'what an earlier run has left cannot be read';
}

/** Keeps a session for the next run, encrypted with the password of its account. */
export async function rememberSession(store: Store, owner: SessionOwner, kept: KeptSession): Promise<void> {
  await fileOf(owner).remember(store, await seal(JSON.stringify(kept), owner));
}

async function seal(text: string, owner: SessionOwner): Promise<z.infer<typeof sealedSchema>> {
  const [{ salt, key }, iv] = [opened.get(owner.password) ?? (await newKey(owner)), randomBytes(12)];
  const sealing = createCipheriv(cipher, key, iv).setAAD(Buffer.from(owner.place));
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  const parts = { salt, iv, tag: sealing.getAuthTag(), text: sealed };
  return sealedSchema.parse(
    Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, bytes.toString('base64')])),
  );
}

async function open(sealed: z.infer<typeof sealedSchema>, owner: SessionOwner): Promise<string | undefined> {
  const bytes = (name: keyof typeof sealed) => Buffer.from(sealed[name], 'base64');
  const salt = bytes('salt');
  const key = await keyOf(owner, salt);
  try {
    const opening = createDecipheriv(cipher, key, bytes('iv'), { authTagLength: 16 })
      .setAAD(Buffer.from(owner.place))
      .setAuthTag(bytes('tag'));
    const text = Buffer.concat([opening.update(bytes('text')), opening.final()]).toString('utf8');
    opened.set(owner.password, { salt, key });
    return text;
  } catch {
    return undefined;
  }
}

interface Key {
  salt: Buffer;
  key: Buffer;
}

/**
 * The key of each password that has opened or sealed something here: making one takes long, as it should. What did not open
 * may be of anybody, its salt as well.
 */
const opened = new Map<string, Key>();

async function newKey(owner: SessionOwner): Promise<Key> {
  const salt = randomBytes(16);
  const made = { salt, key: await keyOf(owner, salt) };
  opened.set(owner.password, made);
  return made;
}

async function keyOf({ password }: SessionOwner, salt: Buffer): Promise<Buffer> {
  const known = opened.get(password);
  if (known?.salt.equals(salt)) return known.key;
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  scrypt(password, salt, 32, (error, key) => (error ? reject(error) : resolve(key)));
  return promise;
}
