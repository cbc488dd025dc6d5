import { urlOf } from '#fixtures/http/hosts.ts';
import type { Http, SendOptions } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { CookiesOnTheWay } from '#fixtures/http/redirect.ts';
import { notRun } from '#fixtures/outcome/check-outcome.ts';
import { bearer, sessionOf } from '#fixtures/session/session.ts';
import { filledJson, filledText, type RequestValues } from '#targets/definition/request-values.ts';
import { writes } from '#targets/definition/writing.ts';
import type { RequestStep } from '#targets/target.ts';

/** What the steps of one request hand on: the values that they take, and the cookies that their answers set. */
export interface Handed {
  values: RequestValues;
  /** Of steps without the session: what a signed-in user is given is nobody else's. None as long as none was set. */
  cookies?: CookiesOnTheWay;
}

/**
 * Where a step goes; undefined where a value that is its address, such as that of a `Location`, leads to another origin than that
 * of its host: what lets somebody in goes nowhere else.
 */
export function addressOf({ host, path }: RequestStep, values: RequestValues): string | undefined {
  if (path.startsWith('/')) return urlOf(host, filledText(path, values, encodeURIComponent));
  const there = URL.parse(filledText(path, values), urlOf(host));
  return there && there.origin === new URL(urlOf(host)).origin ? there.href : undefined;
}

/**
 * Sends a step to its address with the values put in and the cookies of the steps before; a failure of the way comes back as a
 * value. What only reads may be sent twice.
 */
export async function sendStep(
  http: Http,
  step: RequestStep,
  url: string,
  handed: Handed,
): Promise<HttpResponse | ProbeError> {
  const { values } = handed;
  const session = step.signedIn ? bearer(await sessionOf(http), url) : {};
  const headers = { ...session, ...contentType(step), ...headersOf(step, values) };
  const body = bodyOf(step, values);
  const cookies = step.signedIn ? undefined : handed.cookies;
  const options: SendOptions = {
    ...{ method: step.method, headers: cookies?.withCookies(url, headers) ?? headers, repeatable: !writes(step) },
    ...(body !== undefined && { body }),
  };
  const answer = await http.attempt(url, options);
  if (!step.signedIn && !(answer instanceof ProbeError)) keepCookies(answer, handed);
  return answer;
}

function keepCookies(answer: HttpResponse, handed: Handed): void {
  if (answer.cookies().length === 0) return;
  handed.cookies ??= new CookiesOnTheWay();
  handed.cookies.take(answer);
}

function headersOf({ headers }: RequestStep, values: RequestValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (typeof value === 'string') return [name.toLowerCase(), filledText(value, values)];
      const secret = process.env[value.secret] ?? notRun('misconfigured', `not set: ${value.secret}`);
      return [name.toLowerCase(), `${value.prefix}${secret}`];
    }),
  );
}

const contentType = ({ json }: RequestStep): Record<string, string> =>
  json === undefined ? {} : { 'content-type': 'application/json' };

function bodyOf({ json, text }: RequestStep, values: RequestValues): string | undefined {
  if (json !== undefined) return JSON.stringify(filledJson(json, values));
  return text === undefined ? undefined : filledText(text, values);
}
