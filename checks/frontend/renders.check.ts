import type { Page } from '@playwright/test';
import { appears, locate, openPage } from '#fixtures/browser/browser.ts';
import { type Guard, mayBeOfAGateway, type Trouble, troubleLine } from '#fixtures/browser/page-monitor.ts';
import { wayTo, workingApi, workingFrontend } from '#fixtures/claim/needs.ts';
import { claim, expect, given, test } from '#fixtures/index.ts';
import { fail, note, notRun } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';

const { frontend, apis, auth, budgets } = target;

/** What the pages missed of the APIs: undefined as long as nobody has been through them, false when they do not show. */
let missed: Trouble[] | false | undefined;

async function goThrough(page: Page, guard: Guard): Promise<void> {
  missed = false;
  for (const { path, landmark } of given(frontend).pages) {
    await test.step(`${path} shows itself`, async () => {
      await openPage(page, path);
      const shown = await appears(locate(page, landmark));
      note({ kind: 'probe', name: path, ok: shown });
      const evidence = guard.unexpected().map(troubleLine).slice(0, 6);
      if (!shown) fail('render', `${path} stays blank: what a person knows it by does not appear`, { evidence });
      await guard.settled(budgets.page);
    });
  }
  missed = guard.ofApis();
}

test(
  'every page shows itself in the browser, without an error',
  claim({
    id: 'frontend/renders',
    tier: 'browser',
    severity: 'P0',
    classes: ['render', 'timeout'],
    needs: [...wayTo(frontend?.host ?? ''), 'frontend/pages', 'frontend/assets'],
    watched: frontend,
  }),
  async ({ page, guard }) => {
    await goThrough(page, guard);
    const trouble = guard.unexpected();
    if (trouble[0])
      fail('render', `the page reports ${troubleLine(trouble[0])}`, { evidence: trouble.map(troubleLine) });
    expect(trouble).toEqual([]);
  },
);

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
    if (missed === undefined) await goThrough(page, guard);
    if (!missed) return notRun('blocked', 'the pages do not show: frontend/renders did not hold');
    const [first] = missed;
    const seen = first?.text === 'answered 429' ? 'rate-limited' : 'http-error';
    const evidence = missed.map(troubleLine);
    const unconfirmed = missed.every(mayBeOfAGateway);
    if (first) fail(seen, `a page's request ${first.text}: ${first.url}`, { evidence, unconfirmed });
    expect(missed).toEqual([]);
  },
);
