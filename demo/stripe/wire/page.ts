import type { Stripe } from 'stripe';
import { missing } from './errors.ts';

interface Paging {
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
  readonly ending_before?: string | undefined;
}

/** The position of the object a cursor names. */
function indexOf(objects: readonly { id: string }[], id: string, param: string): number {
  const index = objects.findIndex((object) => object.id === id);
  if (index === -1) throw missing('object', id, param);
  return index;
}

/**
 * Cuts one page, ten objects unless asked otherwise: https://docs.stripe.com/api/pagination
 * @param objects newest first
 */
export function page<T extends { id: string }>(url: string, objects: readonly T[], paging: Paging): Stripe.ApiList<T> {
  const { ending_before: before, limit = 10, starting_after: after } = paging;
  if (before) {
    const end = indexOf(objects, before, 'ending_before');
    return { data: objects.slice(Math.max(end - limit, 0), end), has_more: end > limit, object: 'list', url };
  }
  const start = after ? indexOf(objects, after, 'starting_after') + 1 : 0;
  return {
    data: objects.slice(start, start + limit),
    has_more: objects.length > start + limit,
    object: 'list',
    url,
  };
}

interface Range {
  readonly gt?: number | undefined;
  readonly gte?: number | undefined;
  readonly lt?: number | undefined;
  readonly lte?: number | undefined;
}

/** Whether a moment lies in the span a list was asked for. */
export function within(moment: number, range: Range | undefined): boolean {
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range ?? {};
  return moment > gt && moment >= gte && moment < lt && moment <= lte;
}
