interface Claims {
  /** Seconds since 1970. */
  exp?: number;
}

/** Whether an access token has ended by `nowMs`. A token that cannot be read is left for the API to judge. */
export function isExpired(token: string, nowMs = Date.now()): boolean {
  const claims = readClaims(token);
  return claims?.exp !== undefined && claims.exp * 1000 <= nowMs;
}

function readClaims(token: string): Claims | undefined {
  const payload = token.split('.')[1];
  if (!payload) return undefined;
  try {
    return JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as Claims;
  } catch {
    return undefined;
  }
}
