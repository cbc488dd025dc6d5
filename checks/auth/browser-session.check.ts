import { appears, locate, openPage, signIn } from '#fixtures/browser/browser.ts';
import { issueLine } from '#fixtures/browser/page-monitor.ts';
import { signedIn, workingFrontend } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { pageSession } from '#fixtures/session/session.ts';

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
    needs: [...signedIn(), ...workingFrontend(), 'auth/refresh', 'auth/cookie'],
    watched: auth?.page,
  }),
  async ({ page, context, guard, http }) => {
    const { host, routes, page: signedInPage } = required(auth);
    const { path, landmark } = required(signedInPage);
    const refreshes: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url() === urlOf(host, routes.refresh)) refreshes.push(request.url());
    });
    await signIn(context, await pageSession(http));
    await openPage(page, path);
    const shown = await appears(locate(page, landmark));
    if (!shown) {
      const evidence = guard.all().map(issueLine).slice(0, 6);
      const refusedByCors = evidence.some((line) => /CORS policy/.test(line));
      fail(refusedByCors ? 'cors' : 'auth', `${path} does not show a signed-in user in the browser`, { evidence });
    }
    expect(refreshes.length, 'refreshes for one page').toBeLessThanOrEqual(mostRefreshes);
  },
);
