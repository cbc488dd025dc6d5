import { isInItsPlace } from '#fixtures/http/classify-response.ts';
import { type BodyError, errorInsteadOfData } from '#fixtures/http/error-in-body.ts';
import { linesOfAnswer } from '#fixtures/http/evidence.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { failOfBody } from '#fixtures/outcome/fail-of-body.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { filledText, type RequestValues } from '#targets/definition/request-values.ts';
import type { RequestStep } from '#targets/target.ts';
import { exactAt } from './exact-value.ts';
import { requestFailures } from './failures.ts';
import { inWords, mismatch } from './mismatch.ts';

/** What of an answer is not as promised: its status, or the first of its values. */
export type Broken =
  | { what: 'status' }
  | { what: 'error'; error: BodyError }
  | { what: 'header' | 'value'; field: string; expected: string; got: string };

/** A step as a reader calls it. */
export const subjectOf = ({ method, path }: Pick<RequestStep, 'method' | 'path'>): string => `${method} ${path}`;

/** Whether a status is one that a step promises. */
const isPromised = ({ expect }: RequestStep, status: number) =>
  expect.status === undefined ? status >= 200 && status < 300 : [expect.status].flat().includes(status);

/** The first thing that is not as promised; undefined where all is. */
export function brokenOf(step: RequestStep, answer: HttpResponse, values: RequestValues): Broken | undefined {
  if (!isPromised(step, answer.status) || isInItsPlace(answer.exchange)) return { what: 'status' };
  const body = answer.json();
  const asked = [
    ...Object.entries(step.expect.headers).map(
      ([field, condition]) => ['header', field, condition, headerOf(answer, field)] as const,
    ),
    ...Object.entries(step.expect.json).map(([path, condition]) => {
      const field = filledText(path, values);
      return ['value', field, condition, exactAt(answer, body, field)] as const;
    }),
  ];
  const isJudged = Object.keys(step.expect.json).length > 0;
  const error = errorInsteadOfData(body);
  if (error && !isJudged) return { what: 'error', error };
  for (const [what, field, condition, got] of asked) {
    const expected = mismatch(condition, got, values);
    if (expected === undefined) continue;
    if (error && what === 'value' && !/^errors\b/.test(field)) return { what: 'error', error };
    return { what, field, expected, got: inWords(got, target.environment === 'live') };
  }
  return undefined;
}

function headerOf(answer: HttpResponse, name: string): string | undefined {
  const value = answer.header(name.toLowerCase());
  return value === '' ? undefined : value;
}

/** The values that a step takes for later ones; what is not there is undefined. */
export function takenFrom({ take }: RequestStep, answer: HttpResponse): Record<string, unknown> {
  const taken = Object.entries(take);
  const body = taken.length > 0 ? answer.json() : undefined;
  return Object.fromEntries(
    taken.map(([name, from]) => [
      name,
      from.startsWith('header:') ? headerOf(answer, from.slice('header:'.length)) : exactAt(answer, body, from),
    ]),
  );
}

/** Ends the check because of what is not as promised. */
export function failOf(step: RequestStep, answer: HttpResponse, broken: Broken): never {
  const subject = subjectOf(step);
  const { url, exchange } = answer;
  if (broken.what === 'status') {
    expectStatus(answer, step.expect.status ?? 200, { what: subject, as: requestFailures['request-status'] });
    throw new Error(`${subject} answered as promised`);
  }
  if (broken.what === 'error') return failOfBody(exchange, broken.error, subject);
  const { field, expected, got } = broken;
  const evidence = linesOfAnswer(exchange);
  if (broken.what === 'header')
    return fail(requestFailures['request-header'], { subject, url, header: field, expected, got }, { evidence });
  return fail(requestFailures['request-value'], { subject, url, field, expected, got }, { evidence });
}
