import { expectOutside, failOfTrouble, openPage } from '#fixtures/browser/browser.ts';
import { expectConsent } from '#fixtures/browser/consent.ts';
import { type Look, lookAgain, lookAtPage, type OpenTab, type Tab } from '#fixtures/browser/look-at-page.ts';
import { PageTroubled } from '#fixtures/browser/page-trouble.ts';
import type { Sight } from '#fixtures/browser/sight.ts';
import { isOfTarget } from '#fixtures/http/hosts.ts';
import { degrade, fail } from '#fixtures/outcome/check-outcome.ts';
import { frontendFailures } from '../failures.ts';
import { aboutIt } from './about-it.ts';
import { failOfRequest, keepsPageEmpty } from './fail-of-request.ts';

/** A sign-in may lead over so many documents; one that goes on is never seen, as each wipes away the one before. */
const mostReloads = 4;

/**
 * Opens pages and waits until a person sees what they know each by; ends the check where that does not come. They are opened
 * one after the other, and waited for side by side.
 */
export async function showPages(tabs: readonly Tab[]): Promise<Look[]> {
  const opened: OpenTab[] = [];
  for (const tab of tabs) {
    const begun = performance.now();
    await openPage(tab.page, tab.path, { until: 'commit' });
    opened.push({ tab, begun, first: tab.guard.documents });
  }
  const looks = await Promise.all(opened.map(lookAtPage));
  for (const one of looks) await expectShown(one);
  return looks;
}

async function expectShown({ tab, first, seen }: Look): Promise<void> {
  const { page, guard } = tab;
  if (seen instanceof PageTroubled) failOfTrouble(page, seen.trouble);
  expectConsent(page);
  await expectAtHome(tab);
  if (seen !== 'seen') await failNotShown(tab, seen, guard.documents - first);
}

/** Waits out the moments after a page has shown itself: it must not throw itself away, go blank, or leave. */
export async function staysShown(shown: Look): Promise<void> {
  const { tab, before } = shown;
  const { page, guard, path } = tab;
  const { seen, hasLeft } = await lookAgain(shown);
  if (seen === 'loop') fail(frontendFailures['page-reloads'], { path, count: guard.documents - before.documents });
  if (seen instanceof PageTroubled) failOfTrouble(page, seen.trouble);
  expectConsent(page);
  await expectAtHome(tab);
  if (hasLeft) await failGone(tab, 'left');
  else if (seen !== 'seen') await failGone(tab, seen);
}

/** A page that has gone to a host that is named nowhere is no page of the target's, whatever it shows: it may be a copy. */
async function expectAtHome(tab: Tab): Promise<void> {
  const at = tab.page.url();
  expectOutside(tab.page, tab.path);
  if (isOfTarget(at)) return;
  const { evidence } = await aboutIt(tab);
  await alone(tab);
  const { origin, pathname } = new URL(at);
  fail(frontendFailures['page-leads-away'], { path: tab.path, origin, url: origin + pathname }, { evidence });
}

type Unshown = Exclude<Sight, 'seen'> | 'absent';

/** A page without a word is another thing than one that shows something else. */
async function failNotShown(tab: Tab, sight: Unshown, reloads: number): Promise<void> {
  const { path } = tab;
  const { facts, evidence } = await aboutIt(tab);
  const [first, ...others] = keepsPageEmpty(tab.guard.ofApis());
  await alone(tab);
  if (reloads > mostReloads) fail(frontendFailures['page-reloads'], { path, count: reloads }, { evidence });
  if (sight === 'behind-dialog') return degrade('advisory', frontendFailures['page-behind-dialog'], { path });
  if (sight === 'covered') fail(frontendFailures['page-covered'], facts, { evidence });
  if (sight === 'unseen') fail(frontendFailures['page-invisible'], facts, { evidence });
  const failure = frontendFailures[(await textOf(tab)) === '' ? 'page-blank' : 'page-unrecognised'];
  const isOfPage = /^(?:blocked-by-policy$|calls-|data-|file-|frame-|site-data-|socket-)/.test(facts.problem ?? '');
  if (first && !isOfPage) failOfRequest([first, ...others], { more: [failure.message(facts)] });
  fail(failure, facts, { evidence });
}

async function failGone(tab: Tab, how: Unshown | 'left'): Promise<void> {
  if (how === 'behind-dialog') return degrade('advisory', frontendFailures['page-behind-dialog'], { path: tab.path });
  const { facts, evidence } = await aboutIt(tab);
  await alone(tab);
  const isBlank = how === 'absent' && (await textOf(tab)) === '';
  const became = {
    left: 'leads elsewhere',
    covered: 'is covered',
    unseen: 'cannot be seen',
    absent: 'shows something else',
  };
  const detail = isBlank ? 'goes blank' : became[how];
  const first = facts.detail ? [facts.detail] : [];
  fail(frontendFailures['page-does-not-stay'], { ...facts, detail }, { evidence: [...first, ...evidence] });
}

/** Leaves the page that failed alone in the browser, so that the picture of the failure is of it. */
async function alone({ page }: Tab): Promise<void> {
  const others = page
    .context()
    .pages()
    .filter((one) => one !== page);
  await Promise.all(others.map((one) => one.close()));
}

async function textOf({ page, guard }: Tab): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what a person sees is asked, not what the source holds
  const text = await guard.trouble.during(page.locator('body').innerText());
  return text.trim();
}
