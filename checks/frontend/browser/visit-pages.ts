import type { Page } from '@playwright/test';
import { failOfTrouble, openTab } from '#fixtures/browser/browser.ts';
import { watchHtmlAnswers } from '#fixtures/browser/html-answers.ts';
import type { Look } from '#fixtures/browser/look-at-page.ts';
import type { PageMonitor } from '#fixtures/browser/page-monitor.ts';
import { PageTroubled } from '#fixtures/browser/page-trouble.ts';
import { required, test } from '#fixtures/index.ts';
import { note, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { showPages, staysShown } from './show-page.ts';
import {
  type Flaw,
  flawIn,
  flawsOf,
  lookInto,
  type SeenPage,
  tellAside,
  type Visit,
  type Visited,
  visitOf,
} from './visit.ts';
import { type Ahead, visitAhead } from './visit-ahead.ts';

const { frontend, budgets } = target;

/** A visit that came to its end. */
export interface FinishedVisit extends Visit {
  /** What was not well with the pages. */
  flaw: Flaw | undefined;
  /** What was not well when the same pages were open before. */
  before: Flaw | undefined;
}

/** The last one of this worker: undefined as long as there was none, false where a page did not show itself. */
let visit: FinishedVisit | false | undefined;

/** So many pages are open at once at most: each costs memory. */
const mostTabs = 4;
/** What a test may take beside its pages, and for each of them, in ms. */
const [ownMs, eachMs] = [60_000, 15_000];

/** The visit to the pages that a check of this worker has made, or one now. False when a page stays blank. */
export async function visitedPages(page: Page, guard: PageMonitor): Promise<FinishedVisit | false> {
  if (visit === undefined) await visitPages(page, guard);
  return visit ?? false;
}

/**
 * Opens each page of the target as a stranger, each in a tab of its own, and waits until it shows itself, stays so and
 * has been answered. A visit of this worker that found nothing is not made twice, nor is one that it made beside a purchase;
 * one that did is, so that the check that fails has its own picture of it.
 */
export async function visitPages(page: Page, guard: PageMonitor): Promise<FinishedVisit> {
  const { pages } = required(frontend);
  if (visit && flawsOf(visit).length === 0) {
    noteShown(pages);
    return visit;
  }
  const before = visit ? (visit.flaw ?? visit.before) : undefined;
  visit = false;
  test.info().setTimeout(ownMs + pages.length * eachMs);
  const { visited, flaw } = (await ahead(page)) ?? {};
  if (visited) noteShown(pages);
  const { looks, seen } = visited ?? (await visitNow(page, guard));
  tellAside(seen.map((one) => one.guard));
  // A browser has to draw what a server sends: it gets as long again.
  withinBudget('slowest page in the browser', slowestOf(looks), 2 * budgets.page);
  visit = { ...visitOf(seen), flaw: flawIn(seen), before: flaw ?? before };
  return visit;
}

function noteShown(pages: readonly { path: string }[]): void {
  for (const { path } of pages) note({ kind: 'probe', name: path, ok: true });
}

function ahead(page: Page): Promise<Ahead | undefined> {
  const browser = required(page.context().browser() ?? undefined, 'the browser');
  return test.step('those that are open already stay as they are', () => visitAhead(browser));
}

/** How long the slowest of them took, in ms. */
const slowestOf = (looks: readonly Look[]) => Math.max(...looks.map(({ at, begun }) => at - begun));

async function visitNow(page: Page, guard: PageMonitor): Promise<Visited> {
  const { pages } = required(frontend);
  const looks: Look[] = [];
  const seen: SeenPage[] = [];
  for (let from = 0; from < pages.length; from += mostTabs) {
    const tabs = await Promise.all(
      pages.slice(from, from + mostTabs).map(async (one, at) => {
        const isLast = from + at === pages.length - 1;
        return { ...one, ...(isLast ? { page, guard } : await openTab(page)) };
      }),
    );
    for (const tab of tabs) watchHtmlAnswers(tab.page);
    const shown = await test.step('the pages show themselves', () => showPages(tabs));
    noteShown(shown.map(({ tab }) => tab));
    await test.step('they stay as they are', async () => {
      for (const one of shown) await staysShown(one);
    });
    for (const one of shown) seen.push(await lookInto(one).catch((error) => failOf(one, error)));
    looks.push(...shown);
    await Promise.all(tabs.filter((tab) => tab.page !== page).map((tab) => tab.page.close()));
  }
  return { looks, seen };
}

function failOf({ tab: { page } }: Look, error: unknown): never {
  if (error instanceof PageTroubled) return failOfTrouble(page, error.trouble);
  throw error;
}
