import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** Lighter than production's: a boot hashes a dozen passwords, and its secrets are random and die with it. */
const COST: ScryptOptions = { N: 1_024 };
const KEY_BYTES = 32;

/** Hashes a password as `<salt>.<key>`, both hex. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await deriveKey(password, salt);
  return `${salt.toString('hex')}.${key.toString('hex')}`;
}

/** Whether this is the password of that hash. An unknown account has no hash, takes as long and is never right. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [salt = '', key = ''] = (hash ?? NOBODY).split('.');
  const derived = await deriveKey(password, Buffer.from(salt, 'hex'));
  return timingSafeEqual(derived, Buffer.from(key, 'hex')) && hash !== undefined;
}

const NOBODY = `${'00'.repeat(16)}.${'00'.repeat(KEY_BYTES)}`;

function deriveKey(password: string, salt: Buffer): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  scrypt(password, salt, KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  return promise;
}
