import { type Context, Hono } from 'hono';
import type { ApiContext, ApiEnv } from './context.ts';
import { verifyPassword } from './password.ts';
import { clearRefreshCookie, readRefreshToken, setRefreshCookie } from './refresh-cookie.ts';
import { createRefreshSessions, type RefreshSessions } from './refresh-sessions.ts';
import { readFields } from './request-body.ts';
import { requireUser } from './require-user.ts';
import type { RefreshClaims } from './tokens.ts';
import { viewUser } from './user-view.ts';

/** Signing in, staying signed in, signing out. */
export function createAuthRoutes(context: ApiContext): Hono<ApiEnv> {
  const sessions = createRefreshSessions(context.settings);
  return new Hono<ApiEnv>()
    .post('/login', (c) => login(c, context, sessions))
    .post('/refresh', (c) => refresh(c, context, sessions))
    .post('/logout', (c) => logout(c, context, sessions))
    .get('/me', requireUser(context), async (c) => c.json(await viewUser(c.get('user'), context.photos)));
}

async function login(c: Context<ApiEnv>, context: ApiContext, sessions: RefreshSessions): Promise<Response> {
  const { email, password } = await readFields(c, ['email', 'password']);
  if (!email || !password) return c.json({ error: 'Email and password are required' }, 400);
  const user = await context.users.byEmail(email);
  // One answer for both, so that nobody learns here who has an account.
  if (!(await verifyPassword(password, user?.passwordHash)) || !user) {
    return c.json({ error: 'Invalid email or password' }, 401);
  }
  const refreshToken = await context.tokens.signRefresh(user);
  sessions.advance(refreshToken.claims);
  setRefreshCookie(c, refreshToken.token, context.settings.refreshCookie());
  return c.json({
    message: 'Login successful',
    user: await viewUser(user, context.photos),
    accessToken: await context.tokens.signAccess(user),
    refreshToken: refreshToken.token,
  });
}

async function refresh(c: Context<ApiEnv>, context: ApiContext, sessions: RefreshSessions): Promise<Response> {
  const token = await readRefreshToken(c);
  if (!token) return c.json({ error: 'Missing refresh token' }, 401);
  const claims = await context.tokens.verifyRefresh(token);
  const user = claims && (await context.users.byId(claims.sub));
  if (!user || !sessions.accepts(claims)) return c.json({ error: 'Invalid or expired refresh token' }, 401);
  if (context.settings.rotates()) await rotate(c, context, sessions, claims);
  return c.json({
    accessToken: await context.tokens.signAccess(user, context.settings.refreshedLifetimeS()),
    user: await viewUser(user, context.photos),
  });
}

async function rotate(c: Context<ApiEnv>, context: ApiContext, sessions: RefreshSessions, claims: RefreshClaims) {
  const next = await context.tokens.signRefresh({ id: claims.sub }, claims.sid);
  sessions.advance(next.claims);
  setRefreshCookie(c, next.token, context.settings.refreshCookie());
}

async function logout(c: Context<ApiEnv>, context: ApiContext, sessions: RefreshSessions): Promise<Response> {
  const token = await readRefreshToken(c);
  const claims = token && (await context.tokens.verifyRefresh(token));
  if (claims && context.settings.rotates()) sessions.end(claims.sid);
  clearRefreshCookie(c, context.settings.refreshCookie());
  return c.json({ message: 'Logged out' });
}
