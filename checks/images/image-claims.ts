import { required } from '#fixtures/claim/claim.ts';
import { classOfStatus } from '#fixtures/http/classify-response.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus, type Http } from '#fixtures/http/http.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { degrade, fail, note } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { bearer, sessionOf } from '#fixtures/session/session.ts';
import { pooledOver } from '#fixtures/timing/concurrency.ts';
import type { FailureClass } from '#record/vocabulary.ts';
import { imageProblem } from './image.ts';

/** The images of the signed-in user. */
interface ProfileImages {
  /** Their addresses, each once. */
  urls: string[];
  /** Fields that should hold addresses and hold nothing, or something else. */
  broken: string[];
}

/** Asks who the signed-in user is, and finds the images in the answer. */
export async function readProfile(http: Http): Promise<ProfileImages> {
  const { host, routes } = required(target.auth, 'auth');
  const session = await sessionOf(http);
  const answer = await http.get(urlOf(host, routes.me), { headers: bearer(session) });
  expectStatus(answer, 200);
  const body = answer.json();
  const user = valueAt(body, 'user') ?? body;
  const fields = required(target.images, 'images').profileFields.map((field) => ({
    field,
    values: [valueAt(user, field) ?? []].flat(),
  }));
  const broken = fields.filter(({ values }) => values.length === 0 || !values.every(isAddress));
  return {
    urls: [...new Set(fields.flatMap(({ values }) => values.filter(isAddress)))],
    broken: broken.map(({ field }) => field),
  };
}

const isAddress = (value: unknown): value is string => typeof value === 'string' && URL.canParse(value);

/** The image addresses of the signed-in user. */
export const profileImages = async (http: Http): Promise<string[]> => (await readProfile(http)).urls;

export const isPresigned = (url: string): boolean => new URL(url).searchParams.has('X-Amz-Signature');

/** The last part of the path: enough to tell images apart, without a signature. */
export const imageName = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? url;

/** How long an image may take before it is called a time-out, in ms: well past its budget, which only degrades. */
export const imagePatienceMs = Math.max(target.budgets.request, target.budgets.image * 4);

interface Judged {
  name: string;
  problem?: string;
  failureClass?: FailureClass;
  line: string;
}

/** Looks at each image as a browser would load it; ends the check when one is not what a user should see. */
export async function expectImages(http: Http, urls: readonly string[]): Promise<void> {
  const judged = await pooledOver(urls, 6, (url) => judgeOne(http, url));
  for (const { name, problem } of judged)
    note({ kind: 'probe', name, ok: !problem, ...(problem && { detail: problem }) });
  const bad = judged.filter(({ problem }) => problem);
  if (!bad[0]) return;
  const { failureClass = 'image', name, problem } = bad[0];
  fail(failureClass, `${bad.length} of ${urls.length} images broken: ${name} ${problem}`, {
    evidence: bad.map(({ line }) => line),
  });
}

async function judgeOne(http: Http, url: string): Promise<Judged> {
  const { image } = target.budgets;
  const name = imageName(url);
  const answer = await http.attempt(url, {
    repeatable: true,
    plain: true,
    timeoutMs: imagePatienceMs,
    maxBytes: 20_000_000,
  });
  const line = exchangeLine(answer.exchange);
  if (answer instanceof ProbeError)
    return { name, line, problem: answer.exchange.error ?? 'no answer', failureClass: answer.failureClass };
  if (answer.status !== 200)
    return { name, line, problem: `answered ${answer.status}`, failureClass: classOfStatus(answer.exchange, 'image') };
  const problem = imageProblem(answer, required(target.images, 'images').minBytes);
  const firstByte = answer.exchange.phases.ttfb ?? 0;
  if (firstByte > image)
    degrade('slow', 'latency', `${name}: first byte after ${Math.round(firstByte)} ms, budget ${image} ms`, {
      evidence: [line],
    });
  return { name, line, ...(problem && { problem }) };
}
