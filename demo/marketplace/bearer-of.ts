import type { Context } from 'hono';

/** The token that a request carries; undefined where it carries none. */
export const bearerOf = ({ req }: Context): string | undefined =>
  /^Bearer (\S+)$/i.exec(req.header('authorization') ?? '')?.[1];
