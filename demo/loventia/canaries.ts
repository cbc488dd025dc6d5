import { randomBytes, randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Context, MiddlewareHandler } from 'hono';

/** What is planted in a demo, by the place where it stands: secrets, and people who are not the probe. New at every boot. */
export interface Planted {
  secrets: Record<SecretPlace, string>;
  people: Record<PersonPlace, Person>;
}

interface Person {
  name: string;
  email: string;
  street: string;
}

const secretPlaces = [
  'header',
  'cookie',
  'body',
  'url',
  'field',
  'console',
  'error',
  'script',
  'local',
  'session',
  'indexed',
] as const;
const personPlaces = ['page', 'profile', 'list', 'failure', 'console'] as const;
type SecretPlace = (typeof secretPlaces)[number];
type PersonPlace = (typeof personPlaces)[number];

export function createPlanted(): Planted {
  const secret = (place: string) => `${place}-${randomBytes(15).toString('hex')}`;
  return { secrets: filled(secretPlaces, secret), people: filled(personPlaces, createPerson) };
}

const filled = <P extends string, V>(places: readonly P[], make: (place: P) => V): Record<P, V> =>
  Object.fromEntries(places.map((place) => [place, make(place)])) as Record<P, V>;

function createPerson(): Person {
  const [first, last, street] = [createWord(), createWord(), `${createWord()}gatan`];
  return {
    name: `${first} ${last}`,
    email: `${first}.${last}@mail.example`.toLowerCase(),
    street: `${street} ${randomInt(2, 99)}`,
  };
}

/** Four syllables, so that no two people meet and no word of any text is one of them. */
function createWord(): string {
  const syllables = Array.from({ length: 4 }, () => `${'bdfgklmnrstv'[randomInt(12)]}${'aeiou'[randomInt(5)]}`).join(
    '',
  );
  return `${syllables.charAt(0).toUpperCase()}${syllables.slice(1)}`;
}

/** Everything planted by a name of its own, for whoever looks for it afterwards. */
function namesOf({ secrets, people }: Planted): Record<string, string> {
  const ofPeople = Object.entries(people).flatMap(([place, person]) =>
    Object.entries(person).map(([what, value]) => [`${what} of the person in the ${place}`, value]),
  );
  const ofSecrets = Object.entries(secrets).map(([place, value]) => [`secret in the ${place}`, value]);
  return Object.fromEntries([...ofSecrets, ...ofPeople]);
}

/** Writes what is planted beside another private file of the demo. Returns the path. */
export async function writePlanted(planted: Planted | undefined, beside: string): Promise<string | undefined> {
  if (!planted) return undefined;
  const file = join(dirname(beside), 'planted.json');
  await writeFile(file, JSON.stringify(namesOf(planted)), { mode: 0o600 });
  return file;
}

/** Adds to what the API answers: a header, a cookie beside the real one, fields beside the real ones, reasons to errors. */
export function plantInApi({ secrets, people }: Planted): MiddlewareHandler {
  return async (c, next) => {
    await next();
    c.res.headers.append('x-internal-token', secrets.header);
    // A login that is refused sets no cookie, and what is promised stays true.
    if (c.req.method === 'GET') c.res.headers.append('set-cookie', `visit=${secrets.cookie}; Path=/; Secure; HttpOnly`);
    const body = await jsonOf(c);
    if (!body) return;
    if (c.res.status >= 400) body['detail'] = failureOf(secrets.error, people.failure);
    else Object.assign(body, { lastMatch: people.profile, support: { apiKey: secrets.body, ticket: secrets.body } });
    if (Array.isArray(body['items']))
      body['items'].push({ id: 'f00', age: 40, photo: null, city: people.list.street, ...people.list });
    replace(c, JSON.stringify(body));
  };
}

const failureOf = (token: string, { name, email, street }: Person) =>
  `no match for ${name} <${email}> of ${street} with token=${token}`;

async function jsonOf({ res }: Context): Promise<Record<string, unknown> | undefined> {
  if (!res.headers.get('content-type')?.includes('json')) return undefined;
  const body: unknown = await res.clone().json();
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined;
}

/** The same answer with another body. Set over the old one, it would take on that one's length. */
function replace(c: Context, body: string): void {
  const { status, headers } = c.res;
  const kept = new Headers(headers);
  kept.delete('content-length');
  c.res = undefined;
  c.res = new Response(body, { status, headers: kept });
}

/**
 * Adds to what the site answers: one page is sent to itself with a secret in its address, and each is planted in.
 *
 * @param isLoud whether the page also makes errors of what it says on the console.
 */
export function plantInSite(planted: Planted, isLoud: () => boolean): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.path === '/discover' && !c.req.query('ticket'))
      return c.redirect(`/discover?ticket=${planted.secrets.url}`, 302);
    await next();
    if (!c.res.ok || !c.res.headers.get('content-type')?.startsWith('text/html')) return undefined;
    const html = plantInPage(await c.res.text(), planted, isLoud());
    replace(c, html);
    return undefined;
  };
}

/** A person who is named on the page, a filled field, messages on the console, and a secret in every store of the browser. */
function plantInPage(html: string, { secrets, people }: Planted, loud: boolean): string {
  const { name, email, street } = people.page;
  const said = `session of ${people.console.name} <${people.console.email}>, ${people.console.street}: token=${secrets.console}`;
  const script = `
    const key = '${secrets.script}';
    console.log('${said}');
    console.warn({ note: '${said}' });
    localStorage.setItem('session', '${secrets.local}');
    sessionStorage.setItem('session', '${secrets.session}');
    const opening = indexedDB.open('session', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('kept').put('${secrets.indexed}', 'token');
    ${loud ? `console.error('${said}'); setTimeout(() => { throw new Error('${said}'); });` : ''}`;
  const shown = `<p>Ask ${name}, ${street}, or write to <a href="mailto:${email}">${email}</a>.</p>
    <input name="invitation" aria-label="Invitation of ${name}" value="${secrets.field}">`;
  return html.replace('</body>', `<aside>${shown}</aside><script>${script}</script></body>`);
}
