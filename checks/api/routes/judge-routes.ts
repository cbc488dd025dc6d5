import { classOfStatus, isInItsPlace } from '#fixtures/http/classify-response.ts';
import { errorInsteadOfData } from '#fixtures/http/error-in-body.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import type { FailureClass } from '#record/vocabulary.ts';
import type { Route } from '#targets/definition/routes.ts';
import { isSuccess } from '../ask-report.ts';

/** What came of one request: an answer, or a failure of the way. */
export type Got = HttpResponse | ProbeError;

/** A route, and what came of asking it many times. */
export interface Asked {
  route: Route;
  answers: readonly Got[];
}

/** A route of which some requests failed. */
export interface BrokenRoute {
  /** As a reader calls it: `GET /v1/usage/1`. */
  name: string;
  count: number;
  total: number;
  /** The first that failed. */
  first: Got;
  bad: readonly Got[];
  /** It fails more often than it may. */
  isAbove: boolean;
}

export const nameOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

/** Whether an answer is the one that the route promises, and comes from the app. */
function isServed({ status: promised }: Route, got: Got): boolean {
  if (got instanceof ProbeError || errorOf(got)) return false;
  return promised === undefined ? isSuccess(got) : got.status === promised && !isInItsPlace(got.exchange);
}

/** What a success says in its body that it failed of; undefined for an answer that says nothing of the kind. */
export const errorOf = (got: Got): string | undefined =>
  got instanceof ProbeError || !isSuccess(got) ? undefined : errorInsteadOfData(got.json())?.said;

/** Whether a route has taken what it promises to refuse. */
export const isTaken = ({ status: promised = 0 }: Route, got: Got | undefined): boolean =>
  promised >= 400 && got !== undefined && !(got instanceof ProbeError) && got.status >= 200 && got.status < 300;

/** The routes of which some requests failed, the most telling first. Pure. */
export function brokenRoutes(asked: readonly Asked[], failsAbove: number): BrokenRoute[] {
  return asked
    .flatMap(({ route, answers }) => {
      const bad = answers.filter((got) => !isServed(route, got));
      const [first] = bad;
      const [count, total] = [bad.length, answers.length];
      return first ? [{ name: nameOf(route), count, total, first, bad, isAbove: count > total * failsAbove }] : [];
    })
    .toSorted((a, b) => rankOf(a) - rankOf(b) || b.count / b.total - a.count / a.total);
}

/** Whether it was not the app that failed: what stands in front of it answered, or we asked too often. */
export const isOfOthers = (failureClass: FailureClass): boolean =>
  failureClass === 'edge-blocked' || failureClass === 'rate-limited';

/** What the app itself fails with tells more. */
const rankOf = ({ isAbove, first }: BrokenRoute) => (isAbove ? 0 : 2) + Number(isOfOthers(classOfGot(first)));

/** The class of what a request came to. */
export const classOfGot = (got: Got): FailureClass =>
  got instanceof ProbeError ? got.failureClass : classOfStatus(got.exchange);

/** A broken route in words: `GET /v1/usage/1 5 of 20`. */
export const shareOf = ({ name, count, total }: BrokenRoute): string => `${name} ${count} of ${total}`;

/** How long the answers took that were served, in ms: what failed at once must not make a route look fast. */
export const servedTimes = ({ route, answers }: Asked): number[] =>
  answers.filter((got) => isServed(route, got)).map(({ exchange }) => exchange.phases.total);
