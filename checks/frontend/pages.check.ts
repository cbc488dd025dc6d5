import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { isOfTarget, urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, note, rulesOut, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { frontendFailures } from './failures.ts';

const { frontend, budgets } = target;

test(
  'every page answers with HTML, deep links too',
  claim({
    id: 'frontend/pages',
    severity: 'P0',
    classes: ['http-error', 'contract', 'timeout'],
    needs: reachabilityOf(frontend?.host ?? ''),
    watched: frontend,
    budgetMs: budgets.page,
  }),
  async ({ http }) => {
    const { host, pages } = required(frontend);
    const answers = await Promise.all(pages.map(({ path }) => http.get(urlOf(host, path), { follow: true })));
    for (const [at, answer] of answers.entries()) {
      note({ kind: 'probe', name: pages[at]?.path ?? '', ok: answer.status === 200, detail: String(answer.status) });
    }
    for (const [at, { url }] of answers.entries()) expectOurs(url, pages[at]?.path ?? '');
    expectServed(answers);
    for (const [at, answer] of answers.entries()) expectPage(answer, pages[at]?.deepLink ?? false);
    withinBudget('page', Math.max(...answers.map(({ ms }) => ms)), budgets.page);
    expect(answers.length, 'pages that answer').toBe(pages.length);
    rulesOut(`${answers.length} of ${pages.length} pages answer 200 with HTML`, host);
  },
);

function expectOurs(url: string, path: string): void {
  if (!isOfTarget(url)) fail(frontendFailures['page-elsewhere'], { path, url, origin: new URL(url).origin });
}

/** One page that fails is another thing than all of them. */
function expectServed(answers: readonly HttpResponse[]): void {
  const failing = answers.filter(({ status }) => status >= 400);
  const code = failing.length === answers.length ? 'site-fails' : 'page-fails';
  const facts = { count: failing.length, total: answers.length };
  for (const answer of answers)
    expectStatus(answer, 200, { facts, ...(answer.status >= 400 && { as: frontendFailures[code] }) });
}

function expectPage(answer: HttpResponse, isDeepLink: boolean): void {
  const { pathname: path } = new URL(answer.url);
  if (answer.type !== 'text/html')
    fail(frontendFailures['page-not-html'], { path, type: answer.type || 'of no type', expected: 'text/html' });
  // A page of the client's own making is nothing without the app.
  const [holds, expected] = isDeepLink ? [/<script/i, '<script>'] : [/<script|<body/i, '<script> nor <body>'];
  if (!holds.test(answer.text()))
    fail(frontendFailures['page-without-app'], { path, expected }, { evidence: [`body ${answer.exchange.bodyShape}`] });
}
