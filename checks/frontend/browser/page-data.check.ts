import { workingApi, workingFrontend } from '#fixtures/claim/needs.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { notRun, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { failOfRequest } from './fail-of-request.ts';
import { visitedPages } from './visit-pages.ts';

const { frontend, apis, auth } = target;

test(
  'the APIs give the pages what they ask for',
  claim({
    id: 'frontend/page-data',
    tier: 'browser',
    severity: 'P1',
    classes: ['http-error', 'timeout', 'rate-limited', 'cors'],
    needs: [
      ...workingFrontend(),
      ...Object.values(apis).flatMap(({ host }) => workingApi(host)),
      ...(auth?.page ? ['auth/browser-session'] : []),
    ],
    watched: frontend && Object.keys(apis).length > 0,
  }),
  async ({ page, guard }) => {
    const visit = await visitedPages(page, guard);
    if (!visit) return notRun('blocked', 'the pages do not show: frontend/renders did not hold');
    const { missed, asksApis } = visit;
    const [first, ...others] = missed;
    if (first) failOfRequest([first, ...others]);
    expect(missed).toEqual([]);
    const { length } = required(frontend).pages;
    // Where nothing was asked, nothing was answered.
    if (asksApis)
      rulesOut(`${length === 1 ? 'what the page asks' : `what ${length} pages ask`} of the APIs is answered`);
  },
);
