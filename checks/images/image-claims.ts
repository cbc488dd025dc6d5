import { required } from '#fixtures/claim/claim.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus, type Http } from '#fixtures/http/http.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { degrade, fail, note } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { bearer, sessionOf } from '#fixtures/session/session.ts';
import { pooledOver } from '#fixtures/timing/concurrency.ts';
import { howBroken, imageFailures } from './failures.ts';
import { isMislabelled } from './image.ts';
import { imageAddress, isFetched } from './image-address.ts';
import { type ImageFinding, judgeImage, mostBroken } from './image-finding.ts';
import { inlineImage } from './inline-image.ts';

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
  const { profileFields, relativeTo } = required(target.images, 'images');
  const base = { url: urlOf(relativeTo?.host ?? host, relativeTo?.path), isSaid: relativeTo !== undefined };
  const fields = profileFields.map((field) => ({
    field,
    addresses: [valueAt(user, field) ?? []].flat().map((value) => imageAddress(value, base)),
  }));
  const broken = fields.filter(({ addresses }) => addresses.length === 0 || addresses.includes(undefined));
  return {
    urls: [...new Set(fields.flatMap(({ addresses }) => addresses.filter((one) => one !== undefined)))],
    broken: broken.map(({ field }) => field),
  };
}

/** The image addresses of the signed-in user that have to be fetched. */
export const profileImages = async (http: Http): Promise<string[]> => (await readProfile(http)).urls.filter(isFetched);

/** The last part of the path: enough to tell images apart, without a signature. */
export function imageName(url: string): string {
  const { protocol, pathname } = new URL(url);
  if (protocol === 'data:') return `data:${pathname.slice(0, 40).split(/[;,]/)[0]}`;
  return pathname.split('/').at(-1) || pathname;
}

/** What a browser does on the way to an image: it follows, and says what it can show, which some CDNs go by. */
export const asBrowser = {
  plain: true,
  follow: true,
  headers: { accept: 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8' },
} as const;

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
  const asked = { ...asBrowser, repeatable: true, timeoutMs: imagePatienceMs, maxBytes: 20_000_000 };
  const answer = isFetched(url) ? await http.attempt(url, asked) : await inlineImage(url);
  const line = exchangeLine(answer.exchange);
  const found = judgeImage(name, answer, required(target.images, 'images').minBytes);
  if (found) return { name, line, found };
  const ms = Math.round(answer.exchange.phases.ttfb ?? 0);
  if (ms > budgetMs) degrade('slow', imageFailures['image-slow'], { name, ms, budgetMs }, { evidence: [line] });
  if (!(answer instanceof ProbeError) && isMislabelled(answer))
    degrade('advisory', imageFailures['image-mislabelled'], { name, type: answer.type }, { evidence: [line] });
  return { name, line };
}
