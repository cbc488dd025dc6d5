import { isHarmless, keptCookies } from '#fixtures/session/cookies.ts';
import { tellsPassword } from '#fixtures/session/told-too-much.ts';
import type { SignIn } from '#targets/definition/sign-in.ts';

/** What a refusal must not give away. */
export type SaysTooMuch = 'token' | 'password' | 'stack' | 'database';

/** A message about a field has blanks; a token has none, and some digit. Those that pages are given for a map or a payment begin with `pk`. */
const token = /"(?:access|refresh|id)_?token"\s*:\s*"(?!pk[._])(?=[^"\s]*\d)[^"\s]+"/i;
const stack = /"stack"\s*:\s*"|\bat [\w.<>$ ]+ \([^()]*:\d+:\d+\)|\/node_modules\/|Traceback \(most recent/;
const database = /Mongo\w*Error|SQLSTATE|\bSELECT .+ FROM\b|PrismaClient\w*Error|Sequelize\w*Error/;

const tellTale: readonly [SaysTooMuch, (text: string) => boolean][] = [
  ['token', (text) => token.test(text)],
  ['password', tellsPassword],
  ['stack', (text) => stack.test(text)],
  ['database', (text) => database.test(text)],
];

/** Supabase's clients know a refusal by its status alone: an error that comes as a success they take for what was asked for. */
export const refusesByStatus = (auth: Pick<SignIn, 'kind'> | undefined): boolean => auth?.kind === 'supabase';

/** What the words of a refusal give away; undefined where they say no more than that it is one. */
export const tooMuchIn = (text: string): SaysTooMuch | undefined => tellTale.find(([, tells]) => tells(text))?.[0];

/** The names of the cookies that an answer leaves in a browser and that may be about a user. */
export const cookiesLeftBy = (lines: readonly string[], from: string): string[] =>
  keptCookies(lines, from)
    .filter((cookie) => !isHarmless(cookie))
    .map(({ key }) => key);
