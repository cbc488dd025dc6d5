import { workingApi } from '#fixtures/claim/needs.ts';
import { isOfTarget, urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { mostBytes } from '#fixtures/http/probe.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { degrade, fail, note, rulesOut, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { cutShortIn } from './cut-short.ts';
import { frontendFailures } from './failures.ts';
import { getPage } from './get-page.ts';
import { type PageParts, readPage } from './html-assets.ts';
import { isHtml } from './media-type.ts';

const { frontend, budgets } = target;

test(
  'every page answers with HTML, deep links too',
  claim({
    id: 'frontend/pages',
    severity: 'P0',
    classes: ['http-error', 'contract', 'timeout'],
    // Where an API answers at the same host, what serves both may be down: that is one cause.
    needs: workingApi(frontend?.host ?? ''),
    watched: frontend,
    budgetMs: budgets.page,
  }),
  async ({ http }) => {
    const { host, pages } = required(frontend);
    const answers = await Promise.all(pages.map(({ path }) => getPage(http, urlOf(host, path))));
    for (const [at, answer] of answers.entries()) {
      note({ kind: 'probe', name: pages[at]?.path ?? '', ok: answer.status === 200, detail: String(answer.status) });
    }
    for (const [at, answer] of answers.entries()) expectOwn(answer, pages[at]?.path ?? '');
    expectServed(answers.map((answer, at) => ({ answer, deepLink: pages[at]?.deepLink ?? false })));
    const parts = answers.map((answer) => readPage(answer.text(), answer.url));
    const scripted = parts.some(({ scripts }) => scripts > 0);
    for (const [at, answer] of answers.entries()) {
      const { deepLink = false } = pages[at] ?? {};
      expectPage(answer, parts[at], { needsScripts: deepLink && scripted });
    }
    withinBudget('page', Math.max(...answers.map(({ ms }) => ms)), budgets.page);
    expect(answers.length, 'pages that answer').toBe(pages.length);
    const served = pages.length === 1 ? 'the page answers' : `${answers.length} of ${pages.length} pages answer`;
    rulesOut(`${served} 200 with HTML`, host);
  },
);

/** One page that fails is another thing than all of them. */
function expectServed(answered: readonly { answer: HttpResponse; deepLink: boolean }[]): void {
  const failing = answered.filter(({ answer }) => answer.status >= 400);
  const code = failing.length === answered.length ? 'site-fails' : 'page-fails';
  // A route of the client has no file of its own: what answers for it is the fallback to the index.
  const ofClient = failing.length > 0 && failing.every(({ deepLink }) => deepLink);
  const facts = { count: failing.length, total: answered.length, ...(ofClient && { problem: 'deep-link' }) };
  for (const { answer } of answered)
    expectStatus(answer, 200, { facts, ...(answer.status >= 400 && { as: frontendFailures[code] }) });
}

/** A page that sends everybody away to a host that is not named anywhere is no page of the target's, whatever that host answers. */
function expectOwn({ url, exchange }: HttpResponse, path: string): void {
  if (isOfTarget(url)) return;
  const { origin, pathname } = new URL(url);
  const facts = { path, origin, url: origin + pathname };
  fail(frontendFailures['page-leads-away'], facts, { evidence: exchange.redirects });
}

function expectPage(
  answer: HttpResponse,
  parts: PageParts | undefined,
  { needsScripts }: { needsScripts: boolean },
): void {
  const { pathname: path } = new URL(answer.url);
  if (!isHtml(answer))
    fail(frontendFailures['page-not-html'], { path, type: answer.type || 'of no type', expected: 'text/html' });
  const { scripts = 0, hasBody = false } = parts ?? {};
  // A page of the client's own making is nothing without the app.
  const holds = scripts > 0 || (hasBody && !needsScripts);
  const expected = needsScripts ? 'script' : 'script and nothing to show';
  const evidence = [`body ${answer.exchange.bodyShape}`];
  if (!holds) fail(frontendFailures['page-without-app'], { path, expected }, { evidence });
  const detail = answer.body.length < mostBytes ? cutShortIn(answer.text()) : undefined;
  // A browser shows what has come, and an old page may be as careless as that.
  if (detail) degrade('advisory', frontendFailures['page-cut-short'], { path, detail }, { evidence });
}
