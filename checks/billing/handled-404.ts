import { provider } from '#fixtures/billing/providers/provider.ts';
import type { Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { ProbeError } from '#fixtures/http/probe.ts';

/**
 * Whether a 404 comes from the webhook itself, which hides from whoever cannot sign, and not from an app without such a
 * route: what is posted beside it, where surely nothing is, is then answered in another way.
 */
export async function isHandled404(http: Http, answer: HttpResponse): Promise<boolean> {
  if (answer.status !== 404) return false;
  const beside = new URL(answer.url);
  beside.pathname += `-${crypto.randomUUID()}`;
  const sent = provider().unsigned(provider().harmlessEvent());
  const stray = await http.try(beside.href, { method: 'POST', ...sent });
  if (stray instanceof ProbeError) return false;
  return stray.status !== 404 || wordsOf(stray) !== wordsOf(answer);
}

/** What an answer says, without what is new in each: its own path, and ids and times. */
function wordsOf(answer: HttpResponse): string {
  const { pathname } = new URL(answer.url);
  const text = answer.text().slice(0, 10_000).replaceAll(pathname, '');
  return `${answer.type} ${text.replaceAll(/[0-9a-f-]{8,}|\d+/gi, '')}`;
}
