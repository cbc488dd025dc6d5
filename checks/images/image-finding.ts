import { classOfStatus } from '#fixtures/http/classify-response.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { extentOf, type Facts } from '#record/facts.ts';
import type { FailureCode } from '#record/failure-code.ts';
import type { FailureClass } from '#record/vocabulary.ts';
import { imageFailures } from './failures.ts';
import { imageProblem } from './image.ts';

/** Why one image is not what a user should see. */
export interface ImageFinding {
  code: FailureCode;
  facts: Facts & { name: string };
  /** Where it is not the code's own. */
  class?: FailureClass;
}

/** What is wrong with the answer for one image; nothing when a browser could show all of it. Pure. */
export function judgeImage(
  name: string,
  answer: HttpResponse | ProbeError,
  minBytes: number,
): ImageFinding | undefined {
  if (answer instanceof ProbeError) {
    const { failureClass, exchange, whereItEnded } = answer;
    // The way stood: what breaks off is the file, or whatever serves it.
    if (answer.breaksOff) return { code: imageFailures['image-unreadable'], facts: { name, problem: 'breaks-off' } };
    const facts = { name, detail: exchange.error ?? 'no answer', ...whereItEnded };
    const isAwaited = whereItEnded.phase === 'request' || whereItEnded.phase === 'answer';
    const code = imageFailures[failureClass === 'timeout' && isAwaited ? 'image-timeout' : 'image-unreachable'];
    return { code, facts, class: failureClass };
  }
  if (answer.status !== 200) return judgeStatus(name, answer);
  const problem = imageProblem(answer, minBytes);
  return problem && { code: imageFailures['image-unreadable'], facts: { name, ...problem } };
}

function judgeStatus(name: string, answer: HttpResponse): ImageFinding {
  const { status, exchange } = answer;
  const seen = classOfStatus(exchange, 'image');
  if (seen === 'edge-blocked' || seen === 'rate-limited')
    return { code: commonFailures[seen], facts: { name, subject: name, status, expectedStatus: [200] } };
  const { errorCode, expired } = storageError(answer.text());
  const facts = { name, status, ...(errorCode && { errorCode }) };
  if (expired) return { code: imageFailures['image-link-expired'], facts };
  if (status === 401 || status === 403) return { code: imageFailures['image-denied'], facts };
  if (status === 404 || status === 410) return { code: imageFailures['image-missing'], facts };
  return { code: imageFailures['image-not-served'], facts };
}

/** What S3, and what speaks like it, says in the XML of an error. */
function storageError(body: string): { errorCode?: string; expired: boolean } {
  const start = body.slice(0, 2_000);
  const [, errorCode] = /<Code>(\w{1,60})<\/Code>/.exec(start) ?? [];
  // A link past its date is denied, and only its message says why; one whose signer's session has ended has a code of its own.
  const expired = errorCode === 'ExpiredToken' || /<Message>Request has expired/.test(start);
  return { expired, ...(errorCode && { errorCode }) };
}

/** What a look at several images comes to: the way in which most of the broken ones are broken. Pure. */
export function mostBroken(found: readonly ImageFinding[], total: number): ImageFinding | undefined {
  const groups = [...Map.groupBy(found, ({ code }) => code.id).values()].toSorted((a, b) => b.length - a.length);
  const [[first, ...others] = []] = groups;
  if (!first) return undefined;
  const count = others.length + 1;
  return { ...first, facts: { ...first.facts, count, total, extent: extentOf(count, total) } };
}
