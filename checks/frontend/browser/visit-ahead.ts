import type { Browser } from '@playwright/test';
import { consentProblem } from '#fixtures/browser/consent.ts';
import { type Look, lookAgain } from '#fixtures/browser/look-at-page.ts';
import { takePagesAhead } from '#fixtures/browser/pages-ahead.ts';
import { isOfTarget } from '#fixtures/http/hosts.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { type Flaw, flawIn, flawOf, lookInto, type SeenPage, type Visited } from './visit.ts';

/** Pages that were opened beside a purchase: what was seen of them where all was well, else what was not. */
export interface Ahead {
  visited?: Visited;
  flaw?: Flaw;
}

/** Looks again at the pages that a browser has opened ahead, and closes them; undefined where there are none. */
export async function visitAhead(browser: Browser): Promise<Ahead | undefined> {
  const looks = await takePagesAhead(browser);
  const [first] = looks ?? [];
  if (!looks || !first) return undefined;
  try {
    return await judge(looks);
  } catch {
    // Of pages that have gone nothing can be said: they are opened anew.
    return undefined;
  } finally {
    await first.tab.page
      .context()
      .close()
      .catch(() => undefined);
  }
}

async function judge(looks: readonly Look[]): Promise<Ahead> {
  const seen: SeenPage[] = [];
  for (const look of looks) {
    const { path, guard } = look.tab;
    if (!(await stays(look))) return { flaw: flawOf(path, [...guard.unexpected(), ...guard.ofApis()]) };
    seen.push(await lookInto(look));
  }
  const flaw = flawIn(seen);
  if (flaw) return { flaw };
  // Beside a purchase everything takes longer: how long it takes is asked anew.
  const isLate = looks.some(({ at, begun }) => at - begun > 2 * target.budgets.page);
  return isLate || looks.some(({ tab }) => tab.guard.mayHaveMetAGateway()) ? {} : { visited: { looks, seen } };
}

/** It showed itself, and goes on to do so, at home. */
async function stays(look: Look): Promise<boolean> {
  const { page, guard } = look.tab;
  if (look.seen !== 'seen') return false;
  const { seen, hasLeft } = await lookAgain(look);
  const isHome = isOfTarget(page.url()) && guard.ledInside().length === 0;
  return seen === 'seen' && !hasLeft && isHome && consentProblem(page) === undefined;
}
