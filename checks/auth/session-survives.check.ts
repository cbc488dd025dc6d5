import { signedIn } from '#fixtures/claim/needs.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { failOfStatus, type Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { degrade, fail, notRun, remark, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import {
  earlierSession,
  leavesSessions,
  type TriedSession,
  tellSessionsAtOnce,
} from '#fixtures/session/earlier-session.ts';
import { learnSession } from '#fixtures/session/learn-session.ts';
import { readJwt } from '#fixtures/session/read-jwt.ts';
import { askMe, type Session, sessionOf, whoIsIn } from '#fixtures/session/session.ts';
import { endOfSession } from '#fixtures/session/session-end.ts';
import { sessionIs } from '#fixtures/session/session-is.ts';
import type { Exchange } from '#record/evidence.ts';
import { extentOf } from '#record/facts.ts';
import { authFailures } from './failures.ts';
import { type EarlierMeans, judgeEarlier } from './judge-earlier.ts';

const { auth } = target;
/** One that is refused is asked with again: a single task may not know it. */
const readsOfRefused = 3;

test(
  'a session of an earlier run is still good',
  claim({
    id: 'auth/session-survives',
    severity: 'P1',
    classes: ['auth', 'http-error', 'timeout'],
    needs: [...signedIn(), 'api/clock'],
    watched: leavesSessions,
  }),
  async ({ http }) => {
    const earlier = await earlierSession();
    const session = await sessionOf(http);
    if (earlier.outcome === 'untried') return notRun('no-past', `not tried: ${earlier.why}`);
    const { kept, ageSeconds } = earlier;
    learnSession(kept.session);
    http.takeOver(earlier.exchanges);
    const answers = await askAgain(http, earlier);
    const means = judgeEarlier({
      before: (await isOfAnother(http, session, answers)) ? 'another' : earlier.outcome,
      after: answers.map(sessionIs),
      kept,
      ageSeconds,
      saysItsEnd: endOfSession(kept.session, new Date(kept.signedInAt), required(auth)) !== undefined,
    });
    const atOnce = expectGood(means, earlier, answers);
    expect(ageSeconds, 'the age of the session, in seconds').toBeGreaterThanOrEqual(0);
    if (!atOnce) return;
    await tellSessionsAtOnce(earlier, atOnce);
    if (atOnce === 'one')
      remark('a sign-in ends the session before: one at a time, so that any other sign-in of the account may end it');
    rulesOut(`a session of ${ageSeconds} s ago is still good`, required(auth).host);
  },
);

function askAgain(http: Http, { kept, outcome }: TriedSession): Promise<HttpResponse[]> {
  const reads = outcome === 'accepted' ? 1 : readsOfRefused;
  return Promise.all(Array.from({ length: reads }, () => askMe(http, kept.session)));
}

/** An id in place of an account says whose it is where the target names it, or where the token is about it. */
async function isOfAnother(http: Http, session: Session, answers: readonly HttpResponse[]): Promise<boolean> {
  const named = answers.filter((answer) => sessionIs(answer) === 'accepted').map(whoIsIn);
  const ids = named.filter((one) => one?.whose === 'untold');
  if (ids.length === 0) return false;
  const own = whoIsIn(await askMe(http, session));
  const isTold = own && (own.field === auth?.identity || own.value === readJwt(session.accessToken)?.sub);
  return isTold === true && ids.some((one) => one?.field === own?.field && one?.value !== own?.value);
}

/** Whether the account has several sessions at once, where the earlier one is good; undefined where another sign-in may have ended it. */
function expectGood(means: EarlierMeans, earlier: TriedSession, answers: readonly HttpResponse[]) {
  const { me: path } = required(auth).routes;
  if (means.is === 'alive') return means.sessionsAtOnce;
  if (means.is === 'untold') return notRun('no-past', `not judged: ${means.why}`);
  if (means.is === 'unclear') return failOfAnswer(required(answers.find(isUnclear)));
  const { count, total } = means;
  if (means.is === 'another') return fail(authFailures['user-is-another'], { path, count, total });
  const exchange = refusalIn(earlier, answers);
  const evidence = exchange ? [exchangeLine(exchange)] : [];
  const counted = { path, status: exchange?.status ?? 0, count, total, extent: extentOf(count, total) };
  const facts = { ...counted, seconds: earlier.ageSeconds, sessionsAtOnce: earlier.kept.sessionsAtOnce };
  // Refused by some, sessions go on being lost. By all, it is over: whoever signs in anew is in.
  if (means.is === 'refused' && count < total)
    return fail(authFailures['earlier-session-refused'], facts, { evidence });
  degrade('advisory', authFailures['earlier-session-refused'], facts, { evidence });
  return undefined;
}

const isUnclear = (answer: HttpResponse) => sessionIs(answer) === 'unclear';

/** The first answer that refuses it. */
function refusalIn({ outcome, exchanges }: TriedSession, answers: readonly HttpResponse[]): Exchange | undefined {
  if (outcome === 'refused') return exchanges.at(-1);
  return answers.find((answer) => sessionIs(answer) === 'refused')?.exchange;
}

function failOfAnswer({ exchange, status }: HttpResponse): never {
  return failOfStatus(exchange, 200, {
    what: `${required(auth).routes.me} with the session of an earlier run`,
    ...(status >= 500 && { as: authFailures['earlier-session-fails'] }),
  });
}
