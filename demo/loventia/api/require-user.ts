import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ApiContext, ApiEnv } from './context.ts';
import type { User } from './user-store.ts';

/** Lets a request pass that carries a good access token, with `user` set; answers 401 to all others. */
export function requireUser(context: ApiContext) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    if (!readBearer(c)) return c.json({ error: 'Missing Authorization token' }, 401);
    const user = await findUser(c, context);
    if (!user) return c.json({ error: 'Invalid or expired token' }, 401);
    c.set('user', user);
    await next();
    return undefined;
  });
}

/** Whose token the request carries; undefined without a good one. */
export async function findUser(c: Context, { tokens, users }: ApiContext): Promise<User | undefined> {
  const token = readBearer(c);
  const id = token && (await tokens.verifyAccess(token));
  return id ? users.byId(id) : undefined;
}

export function readBearer(c: Context): string | undefined {
  return c.req.header('authorization')?.match(/^Bearer (\S+)$/i)?.[1];
}
