import { signedIn } from '#fixtures/claim/needs.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { notRun, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { ownEmail } from '#fixtures/session/probe-account.ts';
import { readJwt } from '#fixtures/session/read-jwt.ts';
import { type Session, sessionAs, sessionOf } from '#fixtures/session/session.ts';
import { isSame } from '#fixtures/session/whose.ts';
import { expectPrivate } from './expect-private.ts';

test(
  'nobody is shown the order of another user',
  claim({
    id: 'orders/private',
    severity: 'P0',
    classes: ['auth', 'http-error', 'timeout'],
    needs: [...signedIn(), 'orders/own'],
    watched: target.orders && target.auth?.witness,
  }),
  async ({ http }) => {
    const one = await sessionOf(http);
    const other = await sessionAs(http, required(target.auth?.witness));
    if (isOneUser(one, other))
      notRun('misconfigured', 'the probe and auth.witness are one and the same user: two are needed');
    const looked = await expectPrivate(http, one, other);
    if (looked === 0) notRun('no-past', 'neither of the two users has an order yet: the first purchase leaves one');
    expect(looked, 'orders that were looked at').toBeGreaterThan(0);
    rulesOut("a user's orders are shown to nobody else, by id or in a list", target.orders?.host);
  },
);

/** By the subject of their tokens, or by what they sign in with: an order of one's own would be told as another's. */
function isOneUser(one: Session, other: Session): boolean {
  const [subject, another] = [one, other].map(({ accessToken }) => readJwt(accessToken)?.sub);
  const { email } = required(target.auth?.witness);
  return (subject ?? '') === another || (ownEmail() !== '' && isSame(process.env[email] ?? '', ownEmail()));
}
