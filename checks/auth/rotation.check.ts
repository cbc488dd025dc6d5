import { signedIn } from '#fixtures/claim/needs.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, required, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { refresh } from '#fixtures/session/refresh.ts';
import { ownSession } from '#fixtures/session/session.ts';

const { auth } = target;
const watched = auth?.routes.refresh;
const needs = [...signedIn(), 'api/clock'];

test(
  'each refresh hands out a new cookie',
  claim({
    id: 'auth/rotation',
    severity: 'P2',
    classes: ['auth', 'http-error', 'timeout'],
    needs: [...needs, 'auth/refresh'],
    watched: watched && auth?.rotates,
    advisory: true,
  }),
  async ({ http }) => {
    const session = await ownSession(http);
    const first = await refresh(http, session);
    expectStatus(first, 200, { what: 'the first refresh' });
    const rotated = first.cookies().length > 0 && first.cookies().join() !== session.cookies.join();
    if (!rotated) fail('auth', 'rotation is promised, and a refresh sets no new cookie');
    if (!required(auth).detectsReuse) return;
    const again = await refresh(http, session);
    expectStatus(again, [401, 403], { what: 'the refresh with the old cookie', as: 'auth' });
  },
);
