import type { Page } from '@playwright/test';
import { appears, locate, openPage } from '#fixtures/browser/browser.ts';
import { issueLine, type PageIssue } from '#fixtures/browser/page-issue.ts';
import type { PageMonitor } from '#fixtures/browser/page-monitor.ts';
import { required, test } from '#fixtures/index.ts';
import { fail, note } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { withoutPii } from '#record/pii.ts';
import { frontendFailures } from './failures.ts';

const { frontend, budgets } = target;

/** A visit to all pages that came to its end. */
interface Visit {
  /** What the pages did not get of the APIs. */
  missed: PageIssue[];
  /** What they reported beside that, and the target does not call normal. */
  unexpected: PageIssue[];
}

/** The last one of this worker: undefined as long as there was none, false where a page did not show itself. */
let visit: Visit | false | undefined;

/** What the pages missed of the APIs; goes through them where no check of this worker has. False when a page stays blank. */
export async function missedByPages(page: Page, guard: PageMonitor): Promise<PageIssue[] | false> {
  if (visit === undefined) await visitPages(page, guard);
  return visit ? visit.missed : false;
}

/**
 * Opens each page of the target as a stranger and waits until it shows itself and has been answered. A visit of this worker
 * that found nothing is not made twice; one that did is, so that the check that fails has its own picture of it.
 *
 * @returns what the pages reported.
 */
export async function visitPages(page: Page, guard: PageMonitor): Promise<PageIssue[]> {
  const { pages } = required(frontend);
  if (visit && visit.unexpected.length === 0) {
    for (const { path } of pages) note({ kind: 'probe', name: path, ok: true });
    return [];
  }
  visit = false;
  for (const { path, landmark } of pages) {
    await test.step(`${path} shows itself`, async () => {
      await openPage(page, path);
      const shown = await appears(locate(page, landmark));
      note({ kind: 'probe', name: path, ok: shown });
      if (!shown) await failNotShown(page, guard, path);
      await guard.settled(budgets.page);
    });
  }
  visit = { missed: guard.ofApis(), unexpected: guard.unexpected() };
  return visit.unexpected;
}

/** A page without a word is another thing than one that shows something else. */
async function failNotShown(page: Page, guard: PageMonitor, path: string): Promise<never> {
  // biome-ignore lint/performance/useDomNodeTextContent: what a person sees is asked, not what the source holds
  const text = await page.locator('body').innerText();
  const thrown = guard.all().find(({ kind }) => kind === 'page error');
  const facts = {
    path,
    problem: thrown ? 'uncaught-error' : 'no-error',
    ...(thrown && { detail: withoutPii(thrown.text).slice(0, 200) }),
  };
  const evidence = guard.unexpected().map(issueLine).slice(0, 6);
  return fail(frontendFailures[text.trim() === '' ? 'page-blank' : 'page-unrecognised'], facts, { evidence });
}
