import { workingApi } from '#fixtures/claim/needs.ts';
import { apis } from '#fixtures/http/apis.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { failOfStatus, partyOfHost } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { degrade, fail, remark, rulesOut, tellable, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { p95, smallestVisibleShare } from '#fixtures/timing/concurrency.ts';
import { extentOf } from '#record/facts.ts';
import { apiFailures } from './failures.ts';
import { askRoute } from './routes/ask-route.ts';
import {
  type Asked,
  type BrokenRoute,
  brokenRoutes,
  classOfGot,
  errorOf,
  type Got,
  isOfOthers,
  isTaken,
  nameOf,
  servedTimes,
  shareOf,
} from './routes/judge-routes.ts';

for (const { id, host, routes } of apis('routes')) {
  test(
    `every watched route of ${host} answers every time, and soon`,
    claim({
      id,
      severity: 'P1',
      classes: ['http-error', 'latency', 'timeout'],
      needs: workingApi(host),
      watched: routes,
      ...(routes && { budgetMs: routes.p95 }),
    }),
    async ({ http }) => {
      const { requests, failsAbove, p95: budget, of } = required(routes);
      const asked: Asked[] = [];
      for (const route of of) asked.push(await askRoute(http, host, route, requests));
      remark(
        `${requests} requests to a route show a share of failures, or of late answers, from ${smallestVisibleShare(requests)} % up (95 % sure)`,
      );
      const taking = asked.find(({ route, answers: [first] }) => isTaken(route, first));
      if (taking) tellTaken(host, taking);
      const broken = brokenRoutes(asked, failsAbove);
      tellBroken(host, broken, of.length, failsAbove);
      for (const one of asked)
        withinBudget(
          `p95 of ${requests} times ${nameOf(one.route)}`,
          p95(servedTimes(one)),
          budget,
          apiFailures['route-slow'],
        );
      expect(asked.flatMap(servedTimes).length, 'answers that were served').toBeGreaterThan(0);
      const which = of.length === 1 ? 'a route answers' : `${of.length} routes answer`;
      if (broken.length === 0) rulesOut(`${which} ${requests} of ${requests} times`, host);
    },
  );
}

function tellTaken(host: string, { route, answers: [first] }: Asked): never {
  const { status: expectedStatus = 0 } = route;
  const { url = '', status = 0 } = first?.exchange ?? {};
  const evidence = first ? [exchangeLine(first.exchange)] : [];
  const facts = { host, subject: nameOf(route), url, status, expectedStatus: [expectedStatus] };
  return fail(apiFailures['route-unguarded'], facts, { evidence });
}

/** One request as a line; an error that is told as a success stands behind its status. */
function lineOf(got: Got): string {
  const error = errorOf(got);
  return `${exchangeLine(got.exchange)}${error ? `, with the error ${tellable(error)} in its body` : ''}`;
}

/** A route that fails more often than it may fails the run; where all stay below, what failed degrades it. */
function tellBroken(host: string, broken: readonly BrokenRoute[], total: number, failsAbove: number): void {
  const above = broken.filter(({ isAbove }) => isAbove);
  const [worst] = broken;
  if (!worst) return;
  const failureClass = classOfGot(worst.first);
  const { exchange } = worst.first;
  // Whoever stands in front, and our own rate, say nothing of the route.
  if (worst.isAbove && isOfOthers(failureClass)) failOfStatus(exchange, 200, { what: shareOf(worst) });
  const told = (worst.isAbove ? above : broken).filter(({ first }) => !isOfOthers(classOfGot(first)));
  if (told.length === 0) return;
  const facts = {
    ...{ host, subject: told.map(shareOf).join(', '), url: exchange.url, count: told.length, total },
    ...{ extent: extentOf(told.length, total), expected: `${failsAbove * 100} %`, detail: lineOf(worst.first) },
    ...(exchange.status !== undefined && { status: exchange.status }),
  };
  const evidence = told.flatMap(({ bad }) => bad.slice(0, 3).map(lineOf));
  const party = partyOfHost(exchange.url, failureClass);
  if (above.length > 0) fail(apiFailures['route-errors'], facts, { class: failureClass, party, evidence });
  degrade('second-try', apiFailures['route-errors'], facts, { class: failureClass, party, evidence });
}
