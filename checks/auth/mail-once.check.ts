import { signedIn } from '#fixtures/claim/needs.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { letsIn } from '#fixtures/session/session.ts';
import { usedAgain } from '#fixtures/session/try-refusal.ts';
import { authFailures } from './failures.ts';

const { auth } = target;

test(
  'a link or code that was used signs nobody in again',
  claim({
    id: 'auth/mail-once',
    severity: 'P2',
    classes: ['auth', 'timeout'],
    needs: signedIn(),
    watched: auth?.kind === 'magic-link' && auth.usedOnce,
    advisory: true,
  }),
  async ({ http }) => {
    const got = await usedAgain(http);
    const { answer } = got;
    const isIn = got.outcome === 'session' && (got.session.accessToken !== '' || (await letsIn(http, got.session)));
    const { pathname: path } = new URL(answer.url);
    if (isIn) fail(authFailures['mail-used-twice'], { path }, { evidence: [exchangeLine(answer.exchange)] });
    expect(isIn, 'a session by what was used already').toBe(false);
    rulesOut(`what a mail brings is good once: ${answer.status}`, required(auth).host);
  },
);
