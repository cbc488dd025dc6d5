import { required } from '#fixtures/claim/claim.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus, type Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { degrade, fail, note } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { bearer, sessionOf } from '#fixtures/session/session.ts';
import { pooledOver } from '#fixtures/timing/concurrency.ts';
import { howBroken, imageFailures } from './failures.ts';
import { bringsImage } from './image.ts';
import { type ImageFinding, judgeImage, mostBroken } from './image-finding.ts';

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

/** Ends the check unless a request that may not see an image is refused, and without it. */
export function expectRefusal(answer: HttpResponse, expected: number | readonly number[], what: string): void {
  const readable = answer.status < 300 && bringsImage(answer);
  expectStatus(answer, expected, {
    what,
    as: imageFailures[readable ? 'private-image-readable' : 'private-image-not-refused'],
  });
  const { status, type } = answer;
  if (type.startsWith('image/')) fail(imageFailures['refusal-with-image'], { subject: what, status, type });
}

/** Ends the check when there are not enough images to say anything of them. */
export function expectSeveral(subject: string, count: number, expected: number): void {
  if (count < expected) fail(imageFailures['images-too-few'], { subject, count, expected });
}

/** How long an image may take before it is called a time-out, in ms: well past its budget, which only degrades. */
export const imagePatienceMs = Math.max(target.budgets.request, target.budgets.image * 4);

interface Judged {
  name: string;
  /** How it came: the request and its status, in a line. */
  line: string;
  found?: ImageFinding;
}

/** Looks at each image as a browser would load it; ends the check when one is not what a user should see. */
export async function expectImages(http: Http, urls: readonly string[]): Promise<void> {
  const judged = await pooledOver(urls, 6, (url) => judgeOne(http, url));
  for (const { name, found } of judged)
    note({ kind: 'probe', name, ok: !found, ...(found && { detail: howBroken(found.facts) }) });
  const bad = judged.flatMap(({ found, line }) => (found ? [{ found, line }] : []));
  const lead = mostBroken(
    bad.map(({ found }) => found),
    urls.length,
  );
  if (!lead) return;
  const evidence = bad.map(({ line }) => line);
  fail(lead.code, lead.facts, { evidence, ...(lead.class && { class: lead.class }) });
}

async function judgeOne(http: Http, url: string): Promise<Judged> {
  const { image: budgetMs } = target.budgets;
  const name = imageName(url);
  const asked = { repeatable: true, plain: true, timeoutMs: imagePatienceMs, maxBytes: 20_000_000 };
  const answer = await http.attempt(url, asked);
  const line = exchangeLine(answer.exchange);
  const found = judgeImage(name, answer, required(target.images, 'images').minBytes);
  const ms = Math.round(answer.exchange.phases.ttfb ?? 0);
  if (!found && ms > budgetMs)
    degrade('slow', imageFailures['image-slow'], { name, ms, budgetMs }, { evidence: [line] });
  return { name, line, ...(found && { found }) };
}
