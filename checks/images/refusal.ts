import { expectStatus, type Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { degrade, fail } from '#fixtures/outcome/check-outcome.ts';
import { imageFailures } from './failures.ts';
import { bringsImage } from './image.ts';
import { asBrowser } from './image-claims.ts';

/** How storage, an edge that checks signatures and an app say that somebody may not see something, or must not know of it. */
const refusals: readonly number[] = [400, 401, 402, 403, 404, 406, 409, 410, 422, 451];

/** What a failure names as expected: the usual ones. */
const usual: readonly number[] = [401, 403, 404];

/**
 * Ends the check unless a request that may not see an image is refused, and without it. One that is led elsewhere is
 * followed there: to sign in is a refusal, to the image is none.
 */
export async function expectRefusal(http: Http, url: string, what: string): Promise<void> {
  const first = await http.get(url, { plain: true });
  const next = first.redirectTarget();
  const last = next ? await http.attempt(next, asBrowser) : first;
  if (last instanceof ProbeError) return;
  if (next && !isReadable(last)) return;
  judgeRefusal(last, what);
}

const isReadable = (answer: HttpResponse) => answer.status < 300 && bringsImage(answer);

function judgeRefusal(answer: HttpResponse, what: string): void {
  const { status, type, exchange } = answer;
  if (isReadable(answer)) expectStatus(answer, usual, { what, as: imageFailures['private-image-readable'] });
  if (status < 300) {
    degrade('advisory', imageFailures['refusal-unsaid'], { subject: what, status, type });
    return;
  }
  // The edge that refuses may be the very one that checks signatures. Where it says that it took us for a robot, it is not.
  const isWall = Boolean(exchange.headers['x-amzn-waf-action'] ?? exchange.headers['cf-mitigated']);
  if (isWall || !refusals.includes(status))
    expectStatus(answer, usual, { what, as: imageFailures['private-image-not-refused'] });
  if (type.startsWith('image/')) fail(imageFailures['refusal-with-image'], { subject: what, status, type });
}
