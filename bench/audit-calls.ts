import process from 'node:process';
import { send } from './plain/http.ts';
import { stripe } from './plain/stripe.ts';
import { world } from './plain/world.ts';

// The calls of the audit, all at once, and nothing with their answers. Prints how long they took after the imports, in ms.

const started = performance.now();
const now = Math.floor(Date.now() / 1_000);
const types = ['checkout.session.completed', 'customer.subscription.updated', 'customer.subscription.deleted'];
await Promise.all([
  send(`${world.stripeStatus}/api/v2/status.json`),
  stripe.balance.retrieve(),
  stripe.webhookEndpoints.list({ limit: 100 }),
  stripe.prices.list({ type: 'recurring', limit: 100 }),
  stripe.events.list({ delivery_success: false, types, created: { gte: now - 86_400, lt: now - 120 }, limit: 100 }),
  ...world.pool.map((email) => stripe.customers.list({ email, limit: 100 })),
]);
console.log(performance.now() - started);
process.exit();
