import { Refusal } from './errors.ts';

/**
 * Counts requests in a sliding second and refuses those beyond the limit: https://docs.stripe.com/rate-limits
 *
 * @param clock the time in ms.
 */
export function createRateLimit(perSecond: number, clock: () => number): () => void {
  let recent: number[] = [];
  return () => {
    const now = clock();
    recent = recent.filter((moment) => now - moment < 1000);
    if (recent.length >= perSecond) {
      throw new Refusal(
        429,
        {
          code: 'rate_limit',
          message:
            'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
          type: 'invalid_request_error',
        },
        { 'stripe-rate-limited-reason': 'global-rate' },
      );
    }
    recent.push(now);
  };
}
