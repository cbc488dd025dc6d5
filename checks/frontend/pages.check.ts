import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, note, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';

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
    const answers = await Promise.all(pages.map(({ path }) => http.get(urlOf(host, path), { follow: 3 })));
    for (const [at, answer] of answers.entries()) {
      note({ kind: 'probe', name: pages[at]?.path ?? '', ok: answer.status === 200, detail: String(answer.status) });
    }
    for (const [at, answer] of answers.entries()) {
      expectStatus(answer, 200);
      const { pathname } = new URL(answer.url);
      if (answer.type !== 'text/html')
        fail('contract', `${pathname} is ${answer.type || 'of no type'}, expected text/html`);
      // A page of the client's own making is nothing without the app.
      expect(answer.text(), `the body of ${pathname}`).toMatch(pages[at]?.deepLink ? /<script/i : /<script|<body/i);
    }
    withinBudget('page', Math.max(...answers.map(({ ms }) => ms)), budgets.page);
  },
);
