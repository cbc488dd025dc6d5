import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { saysNobody } from '#fixtures/session/says-nobody.ts';
import { isRefusal } from '#fixtures/session/sign-in-answer.ts';
import { whoIsIn } from '#fixtures/session/who-is-in.ts';

/**
 * Whether the route of the signed-in user turns a session away. It does so with a status, or as it answers a stranger: with a
 * success that is about nobody. Where strangers are refused by a status, such a success is no refusal, but an answer that lacks
 * its user.
 *
 * @param askStranger what a stranger is answered; asked where an answer is about nobody.
 */
export async function turnedAwayOf(
  answers: readonly HttpResponse[],
  askStranger: () => Promise<HttpResponse>,
): Promise<HttpResponse[]> {
  const isAsStranger = answers.some(isAboutNobody) && isAboutNobody(await askStranger());
  return answers.filter((answer) => isRefusal(answer) || (isAsStranger && isAboutNobody(answer)));
}

const isAboutNobody = (answer: HttpResponse) =>
  answer.status >= 200 && answer.status < 300 && !whoIsIn(answer) && saysNobody(answer);
