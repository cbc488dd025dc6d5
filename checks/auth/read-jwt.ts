import { decodeProtectedHeader } from 'jose/decode/protected_header';
import { decodeJwt } from 'jose/jwt/decode';

/** What an access token says of itself; times in seconds since 1970, undefined where it does not say. */
export interface ReadJwt {
  alg: string | undefined;
  sub: string | undefined;
  iat: number | undefined;
  exp: number | undefined;
  /** The names of its other claims that hold a password, a secret, or what one is kept as. */
  secrets: string[];
}

/** Reads a token without judging its signature; undefined for one that is opaque, which is as good a token. */
export function readJwt(token: string): ReadJwt | undefined {
  try {
    const { alg } = decodeProtectedHeader(token);
    const { sub, iat, exp, ...rest } = decodeJwt(token);
    const secrets = Object.entries(rest).filter(([name, value]) => isSecret(name, value));
    return { alg, sub, iat, exp, secrets: secrets.map(([name]) => name) };
  } catch {
    return undefined;
  }
}

/** Later than any token of ours ends, in seconds: the year 5138. What is later counts milliseconds. */
const lastSecond = 1e11;

/** Whether a time of a token is one in milliseconds, where seconds belong. */
export const isInMilliseconds = (time: number | undefined): boolean => time !== undefined && time > lastSecond;

const hash = /^(?:\$(?:2[abxy]|argon2\w*|scrypt|5|6)\$|pbkdf2_)/;
const secretName =
  /^(?:user_?)?(?:password|passwd|pwd|pass|secret|hash|salt)(?:_?(?:hash|digest|salt))?$|^(?:hashed|encrypted)_?password$|^client_?secret$/i;

/** By its value, or by its name: hashes of other tokens (at_hash), dates and truths about a password are no secret. */
const isSecret = (name: string, value: unknown): boolean =>
  typeof value === 'string' && (hash.test(value) || (secretName.test(name) && value.length >= 6 && !/\s/.test(value)));
