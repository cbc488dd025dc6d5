import type { Stripe } from 'stripe';
import { invalid } from './errors.ts';
import { parametersOf } from './parameters.ts';
import { expand, pageAt, paging, searchPage, text } from './values.ts';

/** What a search takes. */
export const searched = parametersOf<Stripe.CustomerSearchParams>()({
  expand: expand.optional(),
  limit: paging.limit,
  page: searchPage.optional(),
  query: text,
});

/** `metadata["key"]:"value"`, with quotes of either kind: https://docs.stripe.com/search#metadata */
const clause = /^metadata\[(['"])([^'"]+)\1\]:(['"])([^'"]*)\3$/;

/**
 * Answers a search in Stripe's query language, of which exact metadata is understood, in clauses joined by AND. Stripe
 * finds a new object only after up to a minute; here it is found at once: https://docs.stripe.com/search#data-freshness
 */
export function search<T extends { metadata: Stripe.Metadata }>(
  url: string,
  objects: readonly T[],
  { query, limit = 10, page: from = 0 }: { query: string; limit?: number | undefined; page?: number | undefined },
): Stripe.ApiSearchResult<T> {
  const wanted = query.split(' AND ').map((written): [key: string, value: string] => {
    const [, , key = '', , value = ''] = clause.exec(written) ?? [];
    if (!key) throw invalid(`This stand-in does not model the search query ${written}.`, { param: 'query' });
    return [key, value];
  });
  const found = objects.filter(({ metadata }) => wanted.every(([key, value]) => metadata[key] === value));
  const until = from + limit;
  const isMore = until < found.length;
  const next = isMore ? pageAt(until) : null;
  return { data: found.slice(from, until), has_more: isMore, next_page: next, object: 'search_result', url };
}
