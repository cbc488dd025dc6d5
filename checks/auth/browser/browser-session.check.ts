import type { Page } from '@playwright/test';
import { appears, locate, openPage, signIn } from '#fixtures/browser/browser.ts';
import { issueLine } from '#fixtures/browser/page-issue.ts';
import type { PageMonitor } from '#fixtures/browser/page-monitor.ts';
import { signedIn, workingFrontend } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { pageSession } from '#fixtures/session/session.ts';
import { authFailures } from '../failures.ts';
import { whyNotShown } from './why-not-shown.ts';

const { auth } = target;
/** A page needs one refresh, two when its token ended just then; a loop makes many more within a second. */
const mostRefreshes = 4;

test(
  'a signed-in page shows itself in the browser and does not refresh in a loop',
  claim({
    id: 'auth/browser-session',
    tier: 'browser',
    severity: 'P1',
    classes: ['auth', 'cors', 'render', 'timeout'],
    // A page of what is the user's own shows nothing where that cannot be read by anybody.
    needs: [...signedIn(), ...workingFrontend(), 'auth/refresh', 'auth/cookie', 'orders/own'],
    watched: auth?.page,
  }),
  async ({ page, context, guard, http }) => {
    const { host, routes, page: signedInPage } = required(auth);
    const { path, landmark } = required(signedInPage);
    let refreshes = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url() === urlOf(host, routes.refresh)) refreshes += 1;
    });
    await signIn(context, await pageSession(http));
    await openPage(page, path);
    const shown = await appears(locate(page, landmark));
    if (!shown) failOfCors(page, guard, path);
    if (refreshes > mostRefreshes)
      fail(authFailures['browser-refresh-loop'], { path, count: refreshes, expected: mostRefreshes });
    if (!shown) failNotShown(guard, path);
    expect(refreshes, 'refreshes for one page').toBeLessThanOrEqual(mostRefreshes);
    rulesOut(`${path} shows a signed-in user in the browser`);
    if (refreshes > 0 && new URL(page.url()).origin !== originOf(host))
      rulesOut(`CORS of ${routes.refresh} for ${new URL(page.url()).origin}`, host);
  },
);

const originOf = (host: string) => new URL(urlOf(host)).origin;
const evidenceOf = (guard: PageMonitor) => [...guard.all(), ...guard.unanswered()].map(issueLine).slice(0, 6);

/** A page whose calls the browser keeps back may well try again and again: that loop is no cause. */
function failOfCors(page: Page, guard: PageMonitor, path: string): void {
  const { host } = required(auth);
  const { problem, ...facts } = whyNotShown(guard.all(), originOf(host));
  if (problem !== 'cors') return;
  const { origin } = new URL(page.url());
  fail(authFailures['signed-in-page-cors'], { ...facts, path, host, origin }, { evidence: evidenceOf(guard) });
}

function failNotShown(guard: PageMonitor, path: string): never {
  const { host } = required(auth);
  const facts = whyNotShown([...guard.all(), ...guard.unanswered()], originOf(host));
  return fail(authFailures['signed-in-page-missing'], { ...facts, path, host }, { evidence: evidenceOf(guard) });
}
