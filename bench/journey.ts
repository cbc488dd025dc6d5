import { runRecordSchema } from '#record/run-record.ts';
import type { SlowDemo } from './slow-demo.ts';

const slowRoutes = {
  'POST /api/billing/create-checkout-session': 1_500,
  'GET /c/pay/': 1_000,
  'POST /c/pay/': 2_000,
  'POST /webhooks/stripe': 1_500,
  'POST /api/billing/cancel-now': 1_500,
};
const premiumLateMs = 2_500;

/** A purchase whose hops are slow by themselves, and how slow in all. */
export const slowJourney: { demo: SlowDemo; ms: number } = {
  demo: { slowRoutes, premiumLateMs },
  ms: Object.values(slowRoutes).reduce((sum, ms) => sum + ms, premiumLateMs),
};

/** How long a purchase took, from asking for the checkout to being free again, by the record of its run. */
export function journeyMs(printed: string): number {
  const { checks } = runRecordSchema.parse(JSON.parse(printed));
  const [first, last] = ['billing/checkout', 'billing/cancel'].map((id) => checks.find((check) => check.id === id));
  if (!first?.startedAt || !last?.startedAt) throw new Error('the run did not go the whole way of a purchase');
  return Date.parse(last.startedAt) + last.durationMs - Date.parse(first.startedAt);
}
