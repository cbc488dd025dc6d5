import type { Browser } from '@playwright/test';
import { consentProblem } from '#fixtures/browser/consent.ts';
import { type Look, lookAgain } from '#fixtures/browser/look-at-page.ts';
import { issueLine } from '#fixtures/browser/page-issue.ts';
import { takePagesAhead } from '#fixtures/browser/pages-ahead.ts';
import { isOfTarget, urlOf } from '#fixtures/http/hosts.ts';
import { required } from '#fixtures/index.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { flawsOf, lookInto, type SeenPage, visitOf } from './visit.ts';

/** What was not well with pages that were open before; whoever opens them next says what they are like now. */
export interface Flaw {
  path: string;
  url: string;
  detail: string;
  /** For a reader, one a line. */
  evidence: string[];
}

/** Pages that were opened beside a purchase: what was seen of them where all was well, else what was not. */
export interface Ahead {
  looks?: readonly Look[];
  seen?: readonly SeenPage[];
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
    const isWell = await stays(look);
    const one = isWell ? await lookInto(look) : undefined;
    const visit = one && visitOf([one]);
    const issues = visit ? [...flawsOf(visit), ...visit.missed] : [...guard.unexpected(), ...guard.ofApis()];
    const lines = [...new Set(issues.map(issueLine))].slice(0, 6);
    const detail = lines[0] ?? (isWell ? undefined : 'it did not show itself, or did not stay so');
    if (detail) return { flaw: { path, url: urlOf(required(target.frontend).host, path), detail, evidence: lines } };
    if (one) seen.push(one);
  }
  // Beside a purchase everything takes longer: how long it takes is asked anew.
  const isLate = looks.some(({ at, begun }) => at - begun > 2 * target.budgets.page);
  return isLate || looks.some(({ tab }) => tab.guard.mayHaveMetAGateway()) ? {} : { looks, seen };
}

/** It showed itself, and goes on to do so, at home. */
async function stays(look: Look): Promise<boolean> {
  const { page, guard } = look.tab;
  if (look.seen !== 'seen') return false;
  const { seen, hasLeft } = await lookAgain(look);
  const isHome = isOfTarget(page.url()) && guard.ledInside().length === 0;
  return seen === 'seen' && !hasLeft && isHome && consentProblem(page) === undefined;
}
