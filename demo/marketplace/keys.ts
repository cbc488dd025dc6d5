import { randomBytes } from 'node:crypto';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Faults } from '../faults.ts';

/** The keys of the project: what signs tokens, and the one that is public by design. */
export interface ProjectKeys {
  anonKey: string;
  /** Signs a token as the sign-in does, now if not said. */
  sign(claims: JWTPayload, lifetimeSeconds: number, at?: Date): Promise<string>;
  /** The claims of a token by the secret of the sign-in; undefined where it is not good. */
  readAsSignIn(token: string): Promise<JWTPayload | undefined>;
  /** By the secret that the data API and the functions know. */
  readAsData(token: string): Promise<JWTPayload | undefined>;
}

const decadeSeconds = 10 * 365 * 86_400;

/** Makes them anew. Under `jwt-errors` the sign-in has a new secret, and nobody else knows it. */
export async function createKeys(faults: Faults): Promise<ProjectKeys> {
  const [secret, rotated] = [randomBytes(32), randomBytes(32)];
  const ofSignIn = () => (faults.has('jwt-errors') ? rotated : secret);
  return {
    anonKey: await signed({ iss: 'supabase', ref: 'project', role: 'anon' }, secret, decadeSeconds),
    sign: (claims, lifetimeSeconds, at) => signed(claims, ofSignIn(), lifetimeSeconds, at),
    readAsSignIn: (token) => read(token, ofSignIn()),
    readAsData: (token) => read(token, secret),
  };
}

function signed(claims: JWTPayload, secret: Uint8Array, lifetimeSeconds: number, at = new Date()): Promise<string> {
  const issued = Math.floor(at.getTime() / 1_000);
  const token = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).setIssuedAt(issued);
  return token.setExpirationTime(issued + lifetimeSeconds).sign(secret);
}

const read = (token: string, secret: Uint8Array): Promise<JWTPayload | undefined> =>
  jwtVerify(token, secret, { algorithms: ['HS256'] }).then(
    ({ payload }) => payload,
    () => undefined,
  );
