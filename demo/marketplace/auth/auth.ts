import { type Context, Hono } from 'hono';
import type { Faults } from '../../faults.ts';
import { bearerOf } from '../bearer-of.ts';
import type { ProjectKeys } from '../keys.ts';
import { createRefreshTokens } from './refresh-tokens.ts';
import type { User } from './users.ts';

export interface AuthOptions {
  faults: Faults;
  keys: ProjectKeys;
  users: readonly User[];
}

const lifetimeSeconds = 3_600;

/** The sign-in of a project of Supabase (GoTrue): https://github.com/supabase/auth/blob/master/openapi.yaml */
export function createAuth({ faults, keys, users }: AuthOptions): Hono {
  const tokens = createRefreshTokens();
  const openSession = async (user: User, before?: string) => {
    const { token: refresh_token, sessionId: session_id } = tokens.issue(user, before);
    const amr = [{ method: 'password', timestamp: Math.floor(Date.now() / 1_000) }];
    const claims = { aud: 'authenticated', role: 'authenticated', sub: user.id, email: user.email, session_id };
    const access_token = await keys.sign({ ...claims, aal: 'aal1', amr, is_anonymous: false }, lifetimeSeconds);
    const expires_at = Math.floor(Date.now() / 1_000) + lifetimeSeconds;
    const times = { expires_in: lifetimeSeconds, expires_at };
    return { access_token, token_type: 'bearer', ...times, refresh_token, user: view(user) };
  };
  const userOf = async (c: Context): Promise<User | Response> => {
    const token = bearerOf(c);
    if (!token) return refuse(c, 401, 'no_authorization', 'This endpoint requires a valid Bearer token');
    const claims = await keys.readAsSignIn(token);
    const user = users.find(({ id }) => id === claims?.sub);
    return user ?? refuse(c, 403, 'bad_jwt', 'invalid JWT: unable to parse or verify signature');
  };
  const app = new Hono();
  app.use(async (c, next) => (faults.has('auth-down') ? unreached(c) : next()));
  app.get('/health', (c) =>
    c.json({
      version: 'v2.186.0',
      name: 'GoTrue',
      description: 'GoTrue is a user registration and authentication API',
    }),
  );
  app.post('/token', async (c) => {
    const given = Object(await c.req.json().catch(() => undefined));
    if (c.req.query('grant_type') === 'password') {
      const user = users.find(({ email, password }) => email === given.email && password === given.password);
      if (!user) return refuse(c, 400, 'invalid_credentials', 'Invalid login credentials');
      if (!user.isConfirmed()) return refuse(c, 400, 'email_not_confirmed', 'Email not confirmed');
      return c.json(await openSession(user));
    }
    if (c.req.query('grant_type') !== 'refresh_token')
      return refuse(c, 400, 'validation_failed', 'unsupported_grant_type');
    const used = faults.has('refresh-broken') ? 'not-found' : tokens.use(String(given.refresh_token));
    if (used === 'not-found')
      return refuse(c, 400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found');
    if (used === 'already-used')
      return refuse(c, 400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used');
    return c.json(await openSession(used.user, used.sessionId));
  });
  app.get('/user', async (c) => {
    const user = await userOf(c);
    return user instanceof Response ? user : c.json(view(user));
  });
  app.post('/logout', async (c) => {
    const user = await userOf(c);
    if (user instanceof Response) return user;
    tokens.revoke(user);
    return c.body(null, 204);
  });
  app.notFound((c) => c.text('404 page not found', 404));
  return app;
}

const refuse = (c: Context, code: 400 | 401 | 403, error_code: string, msg: string): Response =>
  c.json({ code, error_code, msg }, code);

/** What the project's gateway says where nothing listens behind it. */
const unreached = (c: Context): Response => c.json({ message: 'name resolution failed' }, 503);

function view({ id, email, createdAt, isConfirmed }: User): object {
  const confirmed = isConfirmed() ? { email_confirmed_at: createdAt, confirmed_at: createdAt } : {};
  return {
    id,
    aud: 'authenticated',
    role: 'authenticated',
    email,
    ...confirmed,
    phone: '',
    last_sign_in_at: new Date().toISOString(),
    app_metadata: { provider: 'email', providers: ['email'] },
    user_metadata: {},
    identities: [],
    created_at: createdAt,
    updated_at: createdAt,
    is_anonymous: false,
  };
}
