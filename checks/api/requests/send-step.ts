import { urlOf } from '#fixtures/http/hosts.ts';
import type { Http, SendOptions } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import type { ProbeError } from '#fixtures/http/probe.ts';
import { notRun } from '#fixtures/outcome/check-outcome.ts';
import { bearer, sessionOf } from '#fixtures/session/session.ts';
import { filledJson, filledText, type RequestValues } from '#targets/definition/request-values.ts';
import { writes } from '#targets/definition/requests.ts';
import type { RequestStep } from '#targets/target.ts';

/** Sends a step with the values put in; a failure of the way comes back as a value. What only reads may be sent twice. */
export async function sendStep(
  http: Http,
  step: RequestStep,
  values: RequestValues,
): Promise<HttpResponse | ProbeError> {
  const url = urlOf(step.host, filledText(step.path, values, encodeURIComponent));
  const session = step.signedIn ? bearer(await sessionOf(http), url) : {};
  const headers = { ...session, ...contentType(step), ...headersOf(step, values) };
  const body = bodyOf(step, values);
  const options: SendOptions = {
    ...{ method: step.method, headers, repeatable: !writes(step) },
    ...(body !== undefined && { body }),
  };
  return http.attempt(url, options);
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
