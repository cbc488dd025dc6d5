import assert from 'node:assert/strict';
import { cookiesOf, jsonOf, post, send } from './http.ts';
import { world } from './world.ts';

export interface Session {
  bearer: { authorization: string };
  /** `Set-Cookie` lines. */
  cookies: string[];
}

const login = (email: string, password: string) => post(`${world.api}/api/auth/login`, { email, password });
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

/** Who the session belongs to, as the API says. */
export async function me(bearer: Session['bearer']) {
  const answer = await send(`${world.api}/api/auth/me`, { headers: bearer });
  assert.equal(answer.status, 200);
  const body = jsonOf(answer);
  return body.user ?? body;
}

/** Logs in, reads the user six times, is refused where it should be, and refreshes. */
export async function lookAtAuth(): Promise<Session> {
  const answer = await login(world.email, world.password);
  assert.equal(answer.status, 200);
  const token: string = jsonOf(answer).accessToken;
  const cookies = cookiesOf(answer);
  const { iat, exp } = claimsOf(token);
  assert.equal(exp - iat, 7_200);
  assert.match(cookies.join(), /refreshToken=.*HttpOnly.*/i);
  const bearer = { authorization: `Bearer ${token}` };
  for (let at = 0; at < 6; at += 1) assert.equal((await me(bearer)).email, world.email);
  assert.equal((await send(`${world.api}/api/auth/me`)).status, 401);
  const wrong = await login(`nobody-${crypto.randomUUID()}@plain.invalid`, crypto.randomUUID());
  assert.ok(wrong.status >= 400 && wrong.status < 500 && wrong.status !== 429);
  await refresh(cookies);
  return { bearer, cookies };
}

async function refresh(cookies: string[]): Promise<void> {
  const cookie = cookies.map((line) => line.split(';', 1)[0]).join('; ');
  const answer = await post(`${world.api}/api/auth/refresh`, {}, { cookie });
  assert.equal(answer.status, 200);
  const token: string = jsonOf(answer).accessToken;
  assert.ok(claimsOf(token).exp > Date.now() / 1_000);
  await me({ authorization: `Bearer ${token}` });
}
