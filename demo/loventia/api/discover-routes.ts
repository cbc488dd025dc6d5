import { Hono } from 'hono';
import type { ApiContext, ApiEnv } from './context.ts';
import { findUser } from './require-user.ts';

/** People to meet. Signed out, the page is served all the same and has nobody to show. */
export function createDiscoverRoutes(context: ApiContext): Hono<ApiEnv> {
  return new Hono<ApiEnv>().get('/', async (c) => {
    const user = await findUser(c, context);
    return c.json({ items: user ? await introduce(context, user.id) : [] });
  });
}

async function introduce({ users, photos }: ApiContext, toId: string) {
  const others = (await users.all()).filter(({ id, listed }) => listed && id !== toId);
  return others.map((user) => {
    const { id, name, age, city } = user;
    return { id, name, age, city, photo: photos.first(user) };
  });
}
