import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { createAuth } from './auth/auth.ts';
import type { User } from './auth/users.ts';
import { type CheckoutOptions, createCheckout } from './functions/checkout.ts';
import { createStripeWebhook, type WebhookOptions } from './functions/stripe-webhook.ts';
import { createRest } from './rest/rest.ts';

export interface ProjectOptions extends CheckoutOptions {
  users: readonly User[];
  webhookSecret: WebhookOptions['secret'];
}

/** A project of Supabase: its gateway, and behind it the sign-in, the data API and the functions. */
export function createProject(options: ProjectOptions): Hono {
  const { keys, webhookSecret } = options;
  const app = new Hono();
  app.use(cors({ origin: '*', allowHeaders: ['authorization', 'x-client-info', 'apikey', 'content-type'] }));
  app.use(async (c, next) => {
    await next();
    c.header('sb-project-ref', 'project');
  });
  for (const path of ['/auth/v1/*', '/rest/v1/*'])
    app.use(path, (c, next) => {
      const key = c.req.header('apikey');
      return key === keys.anonKey ? next() : Promise.resolve(refuseKey(c, key));
    });
  app.route('/auth/v1', createAuth(options));
  app.route('/rest/v1', createRest(options));
  app.route('/functions/v1/checkout', createCheckout(options));
  app.route('/functions/v1/stripe-webhook', createStripeWebhook({ ...options, secret: webhookSecret }));
  app.notFound((c) => c.json({ message: 'no Route matched with those values' }, 404));
  return app;
}

function refuseKey(c: Context, key: string | undefined): Response {
  if (key) return c.json({ message: 'Invalid API key', hint: 'Double check the API key.' }, 401);
  const hint = 'No `apikey` request header or url param was found.';
  return c.json({ message: 'No API key found in request', hint }, 401);
}
