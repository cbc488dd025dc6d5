import type { Page, Response } from '@playwright/test';
import { tierIn } from '#fixtures/billing/entitlement.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { required } from '#fixtures/index.ts';
import { target } from '#fixtures/runtime/settings.ts';

/** What the API told a page of the user who is signed in. */
export interface ToldToPage {
  /** In the app's own word. */
  tier: string;
  /** What the answer says of having been kept on its way, a line each. */
  kept: string[];
}

/** Headers by which a cache says that an answer is its own. */
const ofCaches = ['age', 'x-cache', 'cf-cache-status', 'x-vercel-cache', 'via'];

/**
 * Listens to what a page is told when it asks who is signed in.
 *
 * @returns the last answer of that route from which the user's tier could be read; undefined where the page has not asked it,
 * or asks another.
 */
export function listenForTier(page: Page): () => Promise<ToldToPage | undefined> {
  const { host, routes } = required(target.auth, 'auth');
  const me = new URL(urlOf(host, routes.me));
  let last: Promise<ToldToPage | undefined> = Promise.resolve(undefined);
  page.on('response', (answer) => {
    const url = URL.parse(answer.url());
    if (url?.origin !== me.origin || url.pathname !== me.pathname || !answer.ok()) return;
    const before = last;
    last = toldIn(answer).then((told) => told ?? before);
  });
  return () => last;
}

/** Undefined where it cannot be read: the page may have gone, or the answer is of another shape. */
async function toldIn(answer: Response): Promise<ToldToPage | undefined> {
  const body: unknown = await answer.json().catch(() => undefined);
  const tier = tierIn(body);
  if (tier === undefined) return undefined;
  const headers = answer.headers();
  const kept = ofCaches.flatMap((name) => (headers[name] ? `${name}: ${headers[name].slice(0, 80)}` : []));
  return { tier, kept };
}
