import type { Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { attribute, readElements } from '#fixtures/http/read-elements.ts';
import { webAddress } from './asset.ts';

/** So often a page leads on by itself before it is no way any more, but a circle. */
const mostSteps = 5;
/** Who is shown a page for longer than that is meant to read it, in seconds. */
const longestSeconds = 3;

/**
 * A page as a browser opens it: redirects are followed, and so is a page that does nothing but lead on by
 * `<meta http-equiv="refresh">`, as hosts of files write them that cannot redirect.
 */
export async function getPage(http: Http, url: string): Promise<HttpResponse> {
  let answer = await http.get(url, { follow: true });
  for (let step = 0; step < mostSteps; step += 1) {
    const next = answer.status === 200 ? refreshTarget(answer) : undefined;
    if (next === undefined) break;
    answer = await http.get(next, { follow: true, ledBy: { address: answer.exchange.address } });
  }
  return answer;
}

/** Where a page leads by itself, soon after it has come; undefined where it stays, or only comes again. */
function refreshTarget(answer: HttpResponse): string | undefined {
  const html = answer.text();
  if (!/http-equiv/i.test(html)) return undefined;
  const elements = readElements(html);
  const refresh = elements.find(
    (one) => one.tagName === 'meta' && attribute(one, 'http-equiv')?.trim().toLowerCase() === 'refresh',
  );
  // https://html.spec.whatwg.org/#shared-declarative-refresh-steps
  const [, seconds, name] = waysOn.exec((refresh && attribute(refresh, 'content')) ?? '') ?? [];
  if (name === undefined || Number(seconds) > longestSeconds) return undefined;
  const base = elements.find((one) => one.tagName === 'base' && attribute(one, 'href') !== undefined);
  const from = webAddress(base && attribute(base, 'href'), answer.url) ?? answer.url;
  const next = webAddress(name.replace(/^(["'])(.*)\1?$/s, '$2').replace(/["']$/, ''), from);
  return next === answer.url ? undefined : next;
}

const waysOn = /^\s*(\d+)[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?(\S.*)$/is;
