import { parseCookies } from '#fixtures/http/set-cookie.ts';

/** What a refusal must not give away. */
export type SaysTooMuch = 'token' | 'password' | 'stack' | 'database';

const tellTale: readonly [SaysTooMuch, RegExp][] = [
  ['token', /"(?:access|refresh|id)_?token"\s*:\s*"[^"]/i],
  ['password', /"(?:hash|salt)"\s*:|\$(?:2[aby]|argon2\w*)\$|"password\w*"\s*:\s*"(?=[^\s"]*[\d$])[^\s"]{8,}"/i],
  ['stack', /"stack"\s*:|\bat [\w.<>]+ \(|node_modules|Traceback \(most recent/],
  ['database', /Mongo\w*Error|SQLSTATE|\bSELECT .+ FROM\b|PrismaClient\w*Error|Sequelize\w*Error/],
];

/** What the words of a refusal give away; undefined where they say no more than that it is one. */
export const tooMuchIn = (text: string): SaysTooMuch | undefined =>
  tellTale.find(([, pattern]) => pattern.test(text))?.[0];

/** Load balancers and networks set these on every answer; they are about no user. */
const ofTheEdge = /^(?:AWSALB\w*|AWSELB\w*|__cf\w+|_cfuvid|ARRAffinity\w*|incap_ses\w*|visid_incap\w*)$/;

/** The names of the cookies that an answer leaves in a browser: set, not taken away, and the app's own. */
export function cookiesLeftBy(lines: readonly string[], now: Date): string[] {
  return parseCookies(lines)
    .filter(({ name }) => !ofTheEdge.test(name))
    .filter(({ value, maxAge, expires }) => {
      if (value === '' || (maxAge !== undefined && maxAge <= 0)) return false;
      return expires === undefined || new Date(expires) > now;
    })
    .map(({ name }) => name);
}
