import { Hono } from 'hono';

/** Stripe's public status page, with the two states the demo needs; wording and shape are those of Statuspage sites. */
export function createStatusPage(outage: () => boolean, now: () => number): Hono {
  const status = new Hono();
  status.get('/api/v2/status.json', (c) =>
    c.json({
      page: {
        id: 'stripe',
        name: 'Stripe',
        time_zone: 'Etc/UTC',
        updated_at: new Date(now()).toISOString(),
        url: 'https://status.stripe.com',
      },
      status: outage()
        ? { description: 'Partial System Outage', indicator: 'major' }
        : { description: 'All Systems Operational', indicator: 'none' },
    }),
  );
  return status;
}
