import type { Locator, Page } from '@playwright/test';
import { expectOutside, failOfTrouble, locate, openPage } from '#fixtures/browser/browser.ts';
import { closeConsent, consentProblem, expectConsent } from '#fixtures/browser/consent.ts';
import type { PageMonitor } from '#fixtures/browser/page-monitor.ts';
import { PageTroubled } from '#fixtures/browser/page-trouble.ts';
import { type Sight, sightOf } from '#fixtures/browser/sight.ts';
import { isOfTarget } from '#fixtures/http/hosts.ts';
import { degrade, fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { OwnDelay } from '#fixtures/timing/own-delay.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';
import type { Landmark } from '#targets/target.ts';
import { aboutIt } from './about-it.ts';
import { failOfRequest, keepsPageEmpty } from './fail-of-request.ts';
import { frontendFailures } from './failures.ts';

const { budgets } = target;

/** A page of the target in a tab of the browser. */
export interface Tab {
  page: Page;
  guard: PageMonitor;
  path: string;
  landmark: Landmark;
}

/** A tab whose page a person recognises. */
export interface ShownTab extends Tab {
  /** How long it took, in ms. */
  ms: number;
  /** When it was so far, by `performance.now`. */
  at: number;
  /** Its address just before, and how many documents it had gone to by then. */
  before: { address: string; documents: number };
}

/** A page has so long at least, in ms; more as long as something that it waits for is under way. */
const patienceMs = 5_000;
/** It shows nothing new and asks for nothing for so long: nothing more will come. In ms. */
const stillnessMs = 2_500;
/** The longest that a page has, in ms: who has waited so long has gone. */
const longestMs = Math.max(12_000, 3 * budgets.page);
/** What a start breaks, a timer or an answer that comes late, shows within so long, in ms. */
const watchMs = 3_000;

/** A sign-in may lead over so many documents; one that goes on is never seen, as each wipes away the one before. */
const mostReloads = 4;

/**
 * Opens pages and waits until a person sees what they know each by; ends the check where that does not come. They are opened
 * one after the other, and waited for side by side.
 */
export async function showPages(tabs: readonly Tab[]): Promise<ShownTab[]> {
  const opened: OpenTab[] = [];
  for (const tab of tabs) {
    const begun = performance.now();
    await openPage(tab.page, tab.path, { until: 'commit' });
    opened.push({ tab, begun, first: tab.guard.documents });
  }
  const looks = await Promise.all(opened.map(waitFor));
  for (const one of looks) await expectShown(one);
  return looks.map(({ tab, begun, at, before }) => ({ ...tab, ms: at - begun, at, before }));
}

interface OpenTab {
  tab: Tab;
  /** By `performance.now`. */
  begun: number;
  /** Documents that it had gone to by then. */
  first: number;
}

/** How a page looked when nothing more was to come. */
interface Look extends OpenTab, Pick<ShownTab, 'at' | 'before'> {
  seen: Sight | 'absent' | PageTroubled;
}

/** Waits for one of several pages: what is wrong with it is told in its turn. */
async function waitFor(opened: OpenTab): Promise<Look> {
  const { tab, begun } = opened;
  const { page, guard } = tab;
  let seen = 'absent' as Look['seen'];
  let before = { address: '', documents: 0 };
  const delay = new OwnDelay();
  await pollUntil(longestMs, async () => {
    before = { address: page.url(), documents: guard.documents };
    seen = await sightOn(tab).catch(troubleOf);
    const elapsed = performance.now() - begun;
    // Where this machine gives us no turn, it gives the browser none either.
    const ours = 1 - delay.shareOf(elapsed);
    const isOver = ours * elapsed > patienceMs && ours * guard.quietMs() > stillnessMs;
    return seen === 'seen' || seen instanceof PageTroubled || consentProblem(page) !== undefined || isOver;
  }).finally(() => delay.stop());
  return { ...opened, seen, at: performance.now(), before };
}

async function expectShown({ tab, first, seen }: Look): Promise<void> {
  const { page, guard } = tab;
  if (seen instanceof PageTroubled) failOfTrouble(page, seen.trouble);
  expectConsent(page);
  await expectAtHome(tab);
  if (seen !== 'seen') await failNotShown(tab, seen, guard.documents - first);
}

function troubleOf(error: unknown): PageTroubled {
  if (error instanceof PageTroubled) return error;
  throw error;
}

/** What a person sees of the page's landmark; `absent` where there is none, or none that has a box. */
const sightOn = ({ page, guard, landmark }: Tab): Promise<Sight | 'absent'> =>
  guard.trouble.during(look(page, locate(page, landmark)));

/** The same, for one page alone: where it has ended, the check ends. */
async function see(tab: Tab): Promise<Sight | 'absent'> {
  const seen = await sightOn(tab).catch(troubleOf);
  if (seen instanceof PageTroubled) return failOfTrouble(tab.page, seen.trouble);
  expectConsent(tab.page);
  return seen;
}

async function look(page: Page, landmark: Locator): Promise<Sight | 'absent'> {
  await closeConsent(page);
  const visible = landmark.filter({ visible: true });
  const found: Sight[] = [];
  const count = Math.min(await visible.count(), 5);
  for (let at = 0; at < count; at += 1) {
    const sight = await sightOfOne(visible.nth(at));
    if (sight === 'seen') return sight;
    if (sight) found.push(sight);
  }
  return found[0] ?? 'absent';
}

/** Undefined where the element has gone meanwhile: the next look will tell. */
async function sightOfOne(element: Locator): Promise<Sight | undefined> {
  try {
    return await element.evaluate(sightOf, undefined, { timeout: 1_000 });
  } catch (error) {
    const { message = '' } = Object(error) as Error;
    if (/browser has been closed|crashed/i.test(message.slice(0, 500))) throw error;
    return undefined;
  }
}

/** Waits out the moments after a page has shown itself: it must not throw itself away, go blank, or leave. */
export async function staysShown(tab: ShownTab): Promise<void> {
  const { page, guard, path } = tab;
  const { address, documents } = tab.before;
  let until = tab.at + watchMs;
  const isLoop = await pollUntil(
    3 * watchMs,
    async () => {
      if (guard.documents - documents > 1) return 'loop';
      // One that loads itself anew once, as for a new service worker, is watched from then on.
      if (guard.documents > documents) until = Math.max(until, performance.now() + watchMs / 2);
      return performance.now() >= until && 'over';
    },
    100,
  );
  if (isLoop === 'loop') fail(frontendFailures['page-reloads'], { path, count: guard.documents - documents });
  await guard.settled(budgets.page);
  let sight = 'absent' as Sight | 'absent';
  await pollUntil(2_000, async () => {
    sight = await see(tab);
    return sight === 'seen';
  });
  await expectAtHome(tab);
  const hasLeft = guard.documents > documents && pathOf(page.url()) !== pathOf(address);
  if (hasLeft) await failGone(tab, 'left');
  else if (sight !== 'seen') await failGone(tab, sight);
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

const pathOf = (url: string) => URL.parse(url)?.pathname ?? url;

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
