import { appears, locate, openPage, signIn } from '../../fixtures/browser.ts';
import { troubleLine } from '../../fixtures/guard.ts';
import { urlOf } from '../../fixtures/hosts.ts';
import { claim, expect, given, test } from '../../fixtures/index.ts';
import { signedIn, workingFrontend } from '../../fixtures/needs.ts';
import { fail } from '../../fixtures/notes.ts';
import { pageSession } from '../../fixtures/session.ts';
import { target } from '../../fixtures/settings.ts';

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
    const { host, routes, page: signedInPage } = given(auth);
    const { path, landmark } = given(signedInPage);
    const refreshes: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url() === urlOf(host, routes.refresh)) refreshes.push(request.url());
    });
    await signIn(context, await pageSession(http));
    await openPage(page, path);
    const shown = await appears(locate(page, landmark));
    if (!shown) {
      const evidence = guard.all().map(troubleLine).slice(0, 6);
      const refusedByCors = evidence.some((line) => /CORS policy/.test(line));
      fail(refusedByCors ? 'cors' : 'auth', `${path} does not show a signed-in user in the browser`, { evidence });
    }
    expect(refreshes.length, 'refreshes for one page').toBeLessThanOrEqual(mostRefreshes);
  },
);
