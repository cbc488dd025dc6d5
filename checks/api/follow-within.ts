import type { HttpResponse } from '#fixtures/http/http-response.ts';

/** A route leads to another of its own once or twice: a slash at its end, a name in front. */
const mostHops = 3;

const withoutSlash = (url: string) => new URL(url).pathname.replace(/\/+$/, '');

/**
 * What an answer leads to within its own origin, such as from `/health` to `/health/`, where that is a report. Any other answer
 * stays what it is: a redirect to where one signs in is no report, and neither is what another host says.
 *
 * @param ask sends the same request to another address.
 */
export async function followWithin(
  answer: HttpResponse,
  ask: (url: string) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  let last = answer;
  for (let hops = 0; hops < mostHops; hops++) {
    const next = last.redirectTarget();
    if (!next || next === last.url || new URL(next).origin !== new URL(answer.url).origin) break;
    last = await ask(next);
  }
  const isReport = last.type !== 'text/html' || withoutSlash(last.url) === withoutSlash(answer.url);
  return last.status >= 200 && last.status < 300 && isReport ? last : answer;
}
