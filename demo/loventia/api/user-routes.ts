import { Hono } from 'hono';
import type { ApiContext, ApiEnv } from './context.ts';
import { requireUser } from './require-user.ts';
import { viewUser } from './user-view.ts';

/** The addresses under which clients of several ages ask for the person who is signed in. */
const ADDRESSES = ['/api/me', '/api/users/me', '/api/users/profile'];

export function createUserRoutes(context: ApiContext): Hono<ApiEnv> {
  return new Hono<ApiEnv>().on('GET', ADDRESSES, requireUser(context), async (c) =>
    c.json(await viewUser(c.get('user'), context.photos)),
  );
}
