import { z } from 'zod';
import { account, hostName, landmark, path, secretName } from './fields.ts';
import { mailboxSchema, mailedCode } from './mailbox.ts';
import { pageForm } from './sign-in-form.ts';
import { oauthFields, oauthParts } from './sign-in-oauth.ts';

/**
 * The ways in which users sign in. What stands here has a file of its name in `fixtures/session/kinds/`, which does it. A
 * target may also say `none`: it has no users, and nothing of `auth` is watched.
 */
export const signInKinds = ['password', 'session', 'token', 'oauth', 'supabase', 'magic-link', 'form'] as const;

/** What is promised of sessions, however they come about. */
const promises = {
  host: hostName,
  /** More accounts, so that runs beside each other do not share one: a run takes the first that is free. */
  pool: z.array(account).default([]),
  /** A second account, asked only when the first is refused: tells a refused account from a broken login. */
  witness: account.optional(),
  /**
   * The field of `routes.me` that says whose answer it is, such as `data.attributes.email`. By default the usual places
   * are looked at: an e-mail first, then an id, which must be the same in every answer.
   */
  identity: z.string().min(1).optional(),
  /** Headers that every request of a user has beside the session, such as an API key: their values by the names of variables. */
  headers: z.record(z.string(), secretName).default({}),
  /** The header that carries the access token, and what stands before the token in it; an empty text for nothing. */
  carriedIn: z
    .strictObject({ header: z.string().min(1).default('authorization'), scheme: z.string().default('Bearer') })
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
  /**
   * How long a session is good for without a new sign-in, in seconds: one of an earlier run that is older is not tried. By
   * default as long as its token or its cookies say, or where they say nothing, a quarter of an hour or as long as earlier
   * runs have seen one live.
   */
  sessionSeconds: z.number().int().positive().optional(),
  /** Each refresh hands out a new refresh cookie, or a new refresh token where `fields.refreshToken` names one. */
  rotates: z.boolean().default(false),
  /** Using an old one again is refused. */
  detectsReuse: z.boolean().default(false),
  /** A page that shows something only to a signed-in user. */
  page: z.strictObject({ path, landmark }).optional(),
};

/** Names of the fields in requests and answers; a dot leads inside: `variables.email`, `data.login.token`. */
const fields = z
  .strictObject({
    email: z.string().default('email'),
    password: z.string().default('password'),
    /** Where the answer has the access token, or `header:<name>`; by default the usual names are looked for. */
    accessToken: z.string().optional(),
    /** Where the answer has the refresh token, when it is no cookie; the refresh sends it under the same name. */
    refreshToken: z.string().optional(),
  })
  .prefault({});

/** A token against forged requests: where it is fetched, where it stands there, and how it is sent. */
const csrf = z.strictObject({
  path,
  /** In a cookie, in a field of JSON, or in the page's `<input name>` or `<meta name>`. */
  from: z.union([
    z.strictObject({ cookie: z.string().min(1) }),
    z.strictObject({ json: z.string().min(1) }),
    z.strictObject({ input: z.string().min(1) }),
    z.strictObject({ meta: z.string().min(1) }),
  ]),
  /** As a header, or as a field of the body. */
  to: z.union([z.strictObject({ header: z.string().min(1) }), z.strictObject({ field: z.string().min(1) })]),
});

const routes = z.strictObject({ login: path, me: path, refresh: path.optional(), logout: path.optional() });

/** E-mail and password are sent to `routes.login`. */
const credentials = {
  ...promises,
  /** Where they are sent and sessions are refreshed, when that is another host than that of `routes.me`. */
  signInHost: hostName.optional(),
  probe: account,
  routes,
  fields,
  /** More fields of the request, by name or path, such as `{ remember: true }` or a GraphQL `query`. */
  extra: z.record(z.string(), z.json()).default({}),
  csrf: csrf.optional(),
};

/** An access token comes back, perhaps with cookies that refresh it. */
const password = z.strictObject({
  kind: z.literal('password'),
  ...credentials,
  body: z.enum(['json', 'form']).default('json'),
});

/** Cookies alone carry the session. */
const session = z.strictObject({
  kind: z.literal('session'),
  ...credentials,
  body: z.enum(['json', 'form']).default('form'),
});

const none = {
  ...{ fields: fields.parse({}), extra: {}, csrf: undefined, body: 'json' as const },
  signInHost: undefined,
};

/** A secret that was handed out once and stays good, such as an API key. */
const token = z
  .strictObject({
    kind: z.literal('token'),
    ...promises,
    /** The variable that holds the token; that of the account's e-mail, where answers name one. */
    probe: z.strictObject({ token: secretName, email: secretName.optional() }),
    routes: z.strictObject({ me: path }),
  })
  .transform(({ probe, routes: { me }, ...rest }) => ({
    ...none,
    ...rest,
    probe: { email: probe.email ?? '', password: probe.token },
    routes: routes.parse({ login: me, me }),
  }));

/** Tokens by OAuth 2.0: Keycloak, Auth0, Okta, Entra ID, Cognito, or the app itself. https://www.rfc-editor.org/rfc/rfc6749 */
const oauth = z
  .strictObject({
    kind: z.literal('oauth'),
    ...promises,
    ...oauthParts,
    /** The user whose password is sent; none where an app signs in by itself. */
    probe: account.optional(),
    extra: credentials.extra,
    routes: z.strictObject({ me: path }),
  })
  .superRefine(({ grant, probe, client, pool, witness, refreshes }, context) => {
    const problem = (at: string, message: string) => context.addIssue({ code: 'custom', path: [at], message });
    if (grant === 'password' && !probe) problem('probe', 'an account, because a user signs in');
    if (grant === 'password') return;
    if (!client.secret) problem('client', 'a client with a secret, because it signs in by itself');
    if (probe || witness || pool.length > 0) problem('grant', '"password", because an account is named');
    if (refreshes) problem('refreshes', 'nothing: a client asks for a new token instead');
  })
  .transform(({ token: { host: signInHost, path: login }, routes: { me }, probe, refreshes, extra, ...rest }) => {
    const isUser = rest.grant === 'password';
    return {
      ...none,
      ...rest,
      ...{ signInHost, body: 'form' as const, extra: { ...oauthFields(rest), ...extra } },
      probe: probe ?? { email: '', password: rest.client.secret ?? '' },
      fields: {
        ...(isUser ? { email: 'username', password: 'password' } : { email: '', password: 'client_secret' }),
        ...{ accessToken: 'access_token', ...(refreshes && { refreshToken: 'refresh_token' }) },
      },
      routes: routes.parse({ login, me, ...(refreshes && { refresh: login }) }),
    };
  });

/** Supabase's own sign-in (GoTrue), by e-mail and password. */
const supabase = z
  .strictObject({
    kind: z.literal('supabase'),
    ...promises,
    probe: account,
    /** The variable that holds the project's anonymous (publishable) key. */
    apiKey: secretName,
    /** The entry of the browser's storage that the app keeps its session in; by default `sb-<project>-auth-token`. */
    storageKey: z.string().min(1).optional(),
  })
  .transform(({ apiKey, headers, ...rest }) => ({
    ...none,
    ...rest,
    headers: { ...headers, apikey: apiKey },
    routes: routes.parse({
      login: '/auth/v1/token?grant_type=password',
      me: '/auth/v1/user',
      refresh: '/auth/v1/token?grant_type=refresh_token',
      logout: '/auth/v1/logout',
    }),
    fields: fields.parse({ accessToken: 'access_token', refreshToken: 'refresh_token' }),
  }));

/** An account that has no password: whoever reads its mail signs in. */
const mailAccount = z
  .strictObject({ email: secretName })
  .transform(({ email }): { email: string; password: string } => ({ email, password: '' }));

/** The app mails a link or a code, which the probe reads from a mailbox. */
const magicLink = z.strictObject({
  kind: z.literal('magic-link'),
  ...promises,
  probe: mailAccount,
  pool: z.array(mailAccount).default([]),
  witness: mailAccount.optional(),
  /** `login` is where a mail is asked for. */
  routes,
  fields,
  extra: credentials.extra,
  csrf: csrf.optional(),
  signInHost: hostName.optional(),
  body: z.enum(['json', 'form']).default('json'),
  mailbox: mailboxSchema,
  /** What is done with what the mail brings: by default it is a link, and opened as a browser opens it. */
  code: mailedCode.optional(),
  /** What was used once signs nobody in again. `false` where links are meant to be good more than once. */
  usedOnce: z.boolean().default(true),
  /** The entry of the browser's storage that the app keeps its session in, as supabase-js writes it. */
  storageKey: z.string().min(1).optional(),
});

/** Through the page, in a browser: cookies of it carry the session, or a token that it keeps. */
const form = z
  .strictObject({
    kind: z.literal('form'),
    ...promises,
    probe: account,
    routes: routes.omit({ login: true }),
    fields,
    form: pageForm,
  })
  .transform((given) => ({ ...none, ...given, routes: { ...given.routes, login: given.form.path } }));

const nobody = z.strictObject({ kind: z.literal('none') }).transform(() => undefined);

/** How users sign in, and what is promised of their sessions. */
export const authSchema = z.discriminatedUnion('kind', [
  password,
  session,
  token,
  oauth,
  supabase,
  magicLink,
  form,
  nobody,
]);
export type SignIn = NonNullable<z.output<typeof authSchema>>;
