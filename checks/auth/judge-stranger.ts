import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { saysError } from '#fixtures/session/says-error.ts';
import { saysGuest, saysNobody, statusesOfNobody } from '#fixtures/session/says-nobody.ts';
import { asksForPassword, isRefusal } from '#fixtures/session/sign-in-answer.ts';
import type { Named } from '#fixtures/session/whose.ts';
import { cookiesLeftBy, tooMuchIn } from './refusal.ts';

/**
 * What the route of the signed-in user makes of one who is not: `refused` in whatever way; `let-in` where it hands out a user
 * or what lets one in; `not-refused` where it is a success that says neither; `unclear` where it is none.
 */
export type StrangerIs = 'refused' | 'let-in' | 'not-refused' | 'unclear';

/**
 * Judges what a stranger is answered. A 200 is a refusal where its body says so and holds nothing else: GraphQL, and APIs with an
 * envelope, say every error so. Words of an error beside somebody's data refuse nothing.
 *
 * @param named whom the answer is about, as far as it says.
 * @param byStatus whoever asks knows a refusal by its status alone: one in words is none.
 */
export function judgeStranger(answer: HttpResponse, named: Named | undefined, byStatus = false): StrangerIs {
  if (isRefusal(answer) || statusesOfNobody.includes(answer.status) || leadsHome(answer)) return 'refused';
  if (answer.status < 200 || answer.status >= 300) return 'unclear';
  if (givesAway(answer)) return 'let-in';
  if (byStatus) return named && isSomebody(named) ? 'let-in' : 'not-refused';
  if (asksForPassword(answer)) return 'refused';
  if (saysError(answer)) return named && isSomebody(named) ? 'let-in' : 'refused';
  if (named && (named.whose === 'own' || !saysGuest(answer))) return 'let-in';
  return saysNobody(answer) ? 'refused' : 'not-refused';
}

/** Whether a redirect leads to the front page of the same site, where a stranger finds the way in. */
function leadsHome(answer: HttpResponse): boolean {
  const to = URL.parse(answer.redirectTarget() ?? '');
  return to?.pathname === '/' && to.host === new URL(answer.url).host && new URL(answer.url).pathname !== '/';
}

/** An address in a field of that name: somebody's, wherever in the answer it stands. */
const address = /"(?:e-?mail|email_?address)"\s*:\s*"[^"@\s]{1,64}@[^"@\s]{1,255}"/i;

/** Under these names stands whom anybody may write to. */
const ofHouse =
  /^(?:support|contacts?|help(?:desk)?|company|organi[sz]ation|tenant|site|app|shop|store|brand(?:ing)?|config\w*|settings|legal|imprint|sender)$/i;

/** What an answer says beside whom anybody may write to; one that is no JSON, or is nested without end, as it is. */
function withoutHouse(answer: HttpResponse): string {
  const leave = (name: string, value: unknown) => (ofHouse.test(name) && typeof value === 'object' ? undefined : value);
  try {
    return JSON.stringify(answer.json(), leave) ?? answer.text();
  } catch {
    return answer.text();
  }
}

/** Whether an answer holds what nobody but a user may have. */
function givesAway(answer: HttpResponse): boolean {
  const text = answer.text();
  const tells = tooMuchIn(text);
  if (tells === 'token' || tells === 'password' || address.test(withoutHouse(answer))) return true;
  return cookiesLeftBy(answer.cookies(), answer.url).some((name) => /token|jwt/i.test(name));
}

/** Beside an error an `id` or a `name` is most often that of the request, or of the error. */
const isSomebody = ({ whose, field }: Named): boolean =>
  whose !== 'untold' || /(?:^|\.)(?:\w*user|viewer|me|account|profile)\./i.test(field);
