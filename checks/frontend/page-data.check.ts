import { issueLine, mayBeOfAGateway } from '#fixtures/browser/page-monitor.ts';
import { workingApi, workingFrontend } from '#fixtures/claim/needs.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { fail, notRun } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { missedByPages } from './visit-pages.ts';

const { frontend, apis, auth } = target;

test(
  'the APIs give the pages what they ask for',
  claim({
    id: 'frontend/page-data',
    tier: 'browser',
    severity: 'P1',
    classes: ['http-error', 'timeout', 'rate-limited'],
    needs: [
      ...workingFrontend(),
      ...Object.values(apis).flatMap(({ host }) => workingApi(host)),
      ...(auth?.page ? ['auth/browser-session'] : []),
    ],
    watched: frontend && Object.keys(apis).length > 0,
  }),
  async ({ page, guard }) => {
    const missed = await missedByPages(page, guard);
    if (!missed) return notRun('blocked', 'the pages do not show: frontend/renders did not hold');
    const [first] = missed;
    const seen = first?.text === 'answered 429' ? 'rate-limited' : 'http-error';
    const evidence = missed.map(issueLine);
    const unconfirmed = missed.every(mayBeOfAGateway);
    if (first) fail(seen, `a page's request ${first.text}: ${first.url}`, { evidence, unconfirmed });
    expect(missed).toEqual([]);
  },
);
