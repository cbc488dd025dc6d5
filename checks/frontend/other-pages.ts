import { isOfTarget, urlOf } from '#fixtures/http/hosts.ts';
import type { Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { required } from '#fixtures/index.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { pooledOver } from '#fixtures/timing/concurrency.ts';
import { getPage } from './get-page.ts';
import { type PageParts, readPage } from './html-assets.ts';
import { isHtml } from './media-type.ts';

/** So many pages are read beside the index: they ask for what they share once. */
const mostPages = 20;
const width = 4;

/**
 * What the pages beside the index name: of a site whose server draws its pages each has scripts and styles of its own, which no
 * other page names. A page that is not served is left to the claim about pages, and one that is the index itself is known.
 */
export async function otherPages(
  http: Http,
  pages: readonly { path: string }[],
  index: HttpResponse,
): Promise<PageParts[]> {
  const { host } = required(target.frontend, 'the frontend');
  const paths = [...new Set(pages.map(({ path }) => path))].filter((path) => urlOf(host, path) !== urlOf(host));
  const answers = await pooledOver(paths.slice(0, mostPages), width, (path) => getPage(http, urlOf(host, path)));
  const known = new Set([`${index.url} ${index.text()}`]);
  return answers.flatMap((answer) => {
    if (answer.status !== 200 || !isHtml(answer) || !isOfTarget(answer.url)) return [];
    // The same page at another address names other files where it names them relatively.
    const page = `${new URL('.', answer.url).href} ${answer.text()}`;
    if (known.has(page)) return [];
    known.add(page);
    return [readPage(answer.text(), answer.url)];
  });
}
