import { requestBody } from '#targets/definition/request-body.ts';
import type { SignIn } from '#targets/definition/sign-in.ts';
import type { Target } from '#targets/target.ts';
import { shellQuoted, shellWord } from './shell-word.ts';

type Csrf = NonNullable<SignIn['csrf']>;

const curl = 'curl -sS -m 10';
const form = "-H 'accept: text/html,application/json'";

/**
 * The sign-in of a target as a line of shell, sending what its kind sends: secrets are put in by the shell, by the names of
 * their variables. Of the answer only names are shown, because it lets somebody in. Undefined where people sign in by a page alone.
 */
export function loginCommand(target: Target): string | undefined {
  const { auth } = target;
  // What a page sends, nobody but its script knows.
  if (!auth || auth.kind === 'form') return undefined;
  const url = (path: string) => new URL(path, target.hosts[auth.host]).href;
  const always = headersOf(target, auth);
  if (auth.kind === 'token') {
    const { header, scheme } = auth.carriedIn;
    const token = headerWith(header, scheme && `${scheme} `, auth.probe.password);
    return [curl, shellWord(url(auth.routes.me)), token, ...always, '| jq keys'].join(' ');
  }
  const { fetched, asked } = signInRequest(target, auth);
  return `${fetched}${asked} ${shown(auth)}${fetched ? '; rm "$jar"' : ''}`;
}

/** What signs in, and what it needs first: a token against forged requests, with its cookies in a file of the shell's. */
export function signInRequest(target: Target, auth: SignIn): { fetched: string; asked: string } {
  const host = auth.signInHost ?? auth.host;
  const url = (path: string) => new URL(path, target.hosts[host]).href;
  const always = headersOf(target, auth, host);
  const login = url(auth.routes.login);
  const { origin } = new URL(login);
  const { csrf } = auth;
  const guarded = csrf
    ? ['-b "$jar"', `-H ${shellQuoted(`Origin: ${origin}`)}`, `-H ${shellQuoted(`Referer: ${login}`)}`]
    : [];
  const token = csrf && 'header' in csrf.to ? [headerWith(csrf.to.header, '', 'token')] : [];
  const { before, sent } = bodyOf(auth);
  const asked = [curl, '-X POST', shellWord(login), ...sent, ...always, ...guarded, ...token].join(' ');
  return { fetched: csrf ? fetchToken(csrf, url(csrf.path), always) : '', asked: `${before}${asked}` };
}

/** What every request to a host of the sign-in has beside its own: the headers of `auth`, and those that let a probe in there. */
export function headersOf({ access, hosts }: Target, auth: SignIn, at = auth.host): string[] {
  const origin = (host: string) => URL.parse(hosts[host] ?? '')?.origin;
  const isLetIn = access?.hosts.some((host) => origin(host) === origin(at));
  return Object.entries({ ...(isLetIn && access?.headers), ...auth.headers }).map(([name, variable]) =>
    headerWith(name, '', variable),
  );
}

/** A header whose value the shell puts in. */
export const headerWith = (name: string, prefix: string, variable: string): string =>
  `-H ${valueWith(`${name}: ${prefix}`, variable)}`;

const valueWith = (text: string, variable: string): string =>
  /^[\w :.=-]*$/.test(text) ? `"${text}$${variable}"` : `${shellQuoted(text)}"$${variable}"`;

/** How what the target describes is written into the request; a body of JSON is made by jq, for whatever a password holds. */
function bodyOf(auth: SignIn): { before: string; sent: string[] } {
  const { fields, probe, csrf, extra } = auth;
  const client = clientOf(auth);
  const variables = new Map([
    ['email', probe.email],
    ...(client?.inBody ? [['client', client.secret] as const] : []),
    ...(probe.password ? [['password', probe.password] as const] : []),
    ...(csrf && 'field' in csrf.to ? [['token', 'token'] as const] : []),
  ]);
  // In the order of the request itself: what comes later stands in place of what has its name.
  const body = requestBody([
    ...Object.entries(extra).filter(([name]) => client?.inBody !== false || name !== 'client_id'),
    ...(csrf && 'field' in csrf.to ? [[csrf.to.field, standIn('token')] as const] : []),
    // An app that signs in by itself has a secret alone.
    ...(probe.email ? [[fields.email, standIn('email')] as const] : []),
    ...(client?.inBody ? [['client_secret', standIn('client')] as const] : []),
    // Who signs in by mail has none: this asks for the mail.
    ...(probe.password && !client?.isAccount ? [[fields.password, standIn('password')] as const] : []),
  ]);
  if (auth.body === 'form') {
    const all = Object.entries(body).map(([name, value]) => formField(encodeURIComponent(name), value, variables));
    return { before: '', sent: [...(client?.byHeader ?? []), ...all, form] };
  }
  const given = [...variables].map(([name, variable]) => `--arg ${name} "$${variable}"`).join(' ');
  const json = JSON.stringify(body).replaceAll(/"\\u0000(\w+)"/g, (_, name: string) => `$${name}`);
  const sent = ["-H 'content-type: application/json'", '-d @-'];
  return { before: `jq -nc ${given} ${shellQuoted(json)} | `, sent };
}

/** How an app is told that asks for a token by OAuth 2.0; undefined where it has no secret. */
function clientOf(auth: SignIn) {
  if (auth.kind !== 'oauth' || auth.client.secret === undefined) return undefined;
  const { id, secret, sentIn } = auth.client;
  const byHeader = sentIn === 'header' ? [`-u ${valueWith(`${id}:`, secret)}`] : [];
  return { secret, inBody: sentIn === 'body', byHeader, isAccount: auth.grant === 'client_credentials' };
}

/** Stands where the shell puts a value in: no text of a target begins so. */
const standIn = (name: string): string => `\u0000${name}`;

function formField(name: string, value: unknown, variables: ReadonlyMap<string, string>): string {
  const variable = typeof value === 'string' && value.startsWith('\u0000') && variables.get(value.slice(1));
  return `--data-urlencode ${variable ? valueWith(`${name}=`, variable) : shellWord(`${name}=${value}`)}`;
}

/** The token against forged requests, fetched first and kept with the cookies that belong to it. */
function fetchToken({ from }: Csrf, url: string, headers: readonly string[]): string {
  const asked = [curl, '-L -c "$jar"', shellWord(url), form, ...headers].join(' ');
  return `jar=$(mktemp); ${readToken(from, asked)}; `;
}

function readToken(from: Csrf['from'], asked: string): string {
  if ('json' in from) {
    const place = from.json.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    return `token=$(${asked} | jq -r ${shellQuoted(`getpath(${JSON.stringify(place)})`)})`;
  }
  if ('cookie' in from) {
    const named = shellQuoted(`$6 == ${JSON.stringify(from.cookie)} { print $7 }`);
    const decode = "node -p 'decodeURIComponent(process.argv[1])'";
    return `${asked} -o /dev/null; token=$(${decode} "$(awk ${named} "$jar")")`;
  }
  const [tag, name, held] = 'input' in from ? ['input', from.input, 'value'] : ['meta', from.meta, 'content'];
  const escaped = name.replaceAll(/[^\w-]/g, String.raw`\$&`);
  const tags = `tr '\\n' ' ' | grep -io ${shellQuoted(`<${tag}[^>]*>`)} | grep -iE ${shellQuoted(`name=["']?${escaped}["' />]`)}`;
  const value = shellQuoted(`s/.* ${held}=["']?([^"' >]*).*/\\1/; s/&#x2B;|&#43;/+/g; s/&#x3D;/=/g; s/&amp;/\\&/g`);
  return `token=$(${asked} | ${tags} | head -1 | sed -E ${value})`;
}

/** The names in an answer: of its fields, where they lie deep with the way there, or of its headers and cookies. */
function shown({ kind, fields: { accessToken = '' } }: SignIn): string {
  const headers = '-o /dev/null -D - | sed -E';
  if (accessToken.startsWith('header:')) return `${headers} 's/:.*//'`;
  if (kind === 'session') return `${headers} 's/^([Ss]et-[Cc]ookie: *[^=]*=)[^;]*/\\1.../'`;
  return accessToken.includes('.') ? `| jq -c '[paths | map(tostring) | join(".")]'` : '| jq keys';
}
