import { decodeProtectedHeader } from 'jose/decode/protected_header';
import { decodeJwt } from 'jose/jwt/decode';

/** What an access token says of itself; times in seconds since 1970. */
export interface ReadJwt {
  alg: string | undefined;
  sub: string | undefined;
  iat: number | undefined;
  exp: number | undefined;
  /** The names of its other claims. */
  others: string[];
}

/** Reads a token without judging its signature; undefined for one that is opaque, which is as good a token. */
export function readJwt(token: string): ReadJwt | undefined {
  try {
    const { alg } = decodeProtectedHeader(token);
    const { sub, iat, exp, ...rest } = decodeJwt(token);
    return { alg, sub, iat, exp, others: Object.keys(rest) };
  } catch {
    return undefined;
  }
}
