import { z } from 'zod';
import { account, hostName, landmark, path } from './fields.ts';

/** The ways in which users sign in. What stands here has a file of its name in `fixtures/session/kinds/`, which does it. */
export const signInKinds = ['password'] as const;

/** How users sign in, and what is promised of their sessions. */
export const authSchema = z.strictObject({
  kind: z.enum(signInKinds),
  host: hostName,
  probe: account,
  /** More accounts, so that runs beside each other do not share one: a run takes the first that is free. */
  pool: z.array(account).default([]),
  /** A second account, asked only when the first is refused: tells a refused account from a broken login. */
  witness: account.optional(),
  routes: z.strictObject({ login: path, me: path, refresh: path.optional(), logout: path.optional() }),
  /** Names of the fields in requests and answers. */
  fields: z
    .strictObject({
      email: z.string().default('email'),
      password: z.string().default('password'),
      accessToken: z.string().default('accessToken'),
    })
    .prefault({}),
  /** The refresh cookie as it must be set. */
  cookie: z
    .strictObject({
      name: z.string(),
      path,
      sameSite: z.array(z.enum(['Strict', 'Lax', 'None'])).min(1),
    })
    .optional(),
  /** How long an access token is good for, in seconds. */
  accessTokenSeconds: z.number().int().positive().optional(),
  /** Each refresh hands out a new refresh cookie. */
  rotates: z.boolean().default(false),
  /** Using an old refresh cookie again is refused. */
  detectsReuse: z.boolean().default(false),
  /** A page that shows something only to a signed-in user. */
  page: z.strictObject({ path, landmark }).optional(),
});
