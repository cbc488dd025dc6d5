import type { SignIn } from '#targets/definition/sign-in.ts';
import type { Target } from '#targets/target.ts';
import { headersOf, headerWith, signInRequest } from './login-command.ts';
import { shellQuoted } from './shell-word.ts';

/** How the shell asks as the probe: what comes before, the headers of the request itself, and what comes after it. */
export interface ShellSession {
  before: string;
  headers: string;
  after: string;
}

/** A token under a usual name, where the target gives none: short, to fit the screen. */
const usualToken = `| grep -oiE '"(access_?|id_?|auth_?|session_?)?(token|jwt)": ?"[^"]+' | head -1 | cut -d'"' -f4`;

/**
 * A session of the probe in a line of shell: signed in first, and kept in a variable or a file that is taken away, so that
 * nothing that lets somebody in is shown. Undefined for a target without users.
 */
export function shellSession(target: Target): ShellSession | undefined {
  const { auth } = target;
  if (!auth) return undefined;
  const always = headersOf(target, auth);
  if (auth.kind === 'token') return withHeaders([carried(auth, auth.probe.password), ...always]);
  // Nobody signs in there by one request: whoever reads this is signed in in a browser.
  if (auth.kind === 'form' || auth.kind === 'magic-link') return withHeaders([pastedFrom(auth), ...always]);
  const { fetched, asked } = signInRequest(target, auth);
  const jar = fetched.startsWith('jar=') ? '' : 'jar=$(mktemp); ';
  if (auth.kind === 'session')
    return {
      ...withHeaders(['-b "$jar"', ...always], `${jar}${fetched}${asked} -c "$jar" -o /dev/null; `),
      after: '; rm "$jar"',
    };
  const done = fetched && ' rm "$jar";';
  return withHeaders([carried(auth, 'token'), ...always], `${fetched}token=$(${asked} ${readToken(auth)});${done} `);
}

/** The headers of somebody else's session, which whoever helps them has put into `$TOKEN` or `$COOKIE`. */
export function theirSession(target: Target): string | undefined {
  const { auth } = target;
  if (!auth) return undefined;
  const isCookie = auth.kind === 'session' || auth.kind === 'form';
  return [isCookie ? headerWith('cookie', '', 'COOKIE') : carried(auth, 'TOKEN'), ...headersOf(target, auth)].join(' ');
}

const withHeaders = (headers: readonly string[], before = ''): ShellSession => ({
  before,
  headers: headers.join(' '),
  after: '',
});

const carried = ({ carriedIn: { header, scheme } }: SignIn, variable: string): string =>
  headerWith(header, scheme && `${scheme} `, variable);

const pastedFrom = ({ kind }: SignIn): string =>
  `-H ${shellQuoted(`cookie: <of a browser that is signed in${kind === 'magic-link' ? ' by mail' : ''}>`)}`;

/** The token out of the answer, without a word of it on the screen. */
function readToken({ fields: { accessToken: place } }: SignIn): string {
  if (place?.startsWith('header:')) {
    const name = place.slice('header:'.length).replaceAll(/[^\w-]/g, String.raw`\$&`);
    return `-o /dev/null -D - | tr -d '\\r' | sed -nE 's/^${name}: *(Bearer )?//Ip'`;
  }
  if (place) return `| jq -r ${shellQuoted(`getpath(${JSON.stringify(place.split('.'))})`)}`;
  return usualToken;
}
