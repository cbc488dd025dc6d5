import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { currentSession } from '../checkout/lifecycle.ts';
import { pay } from '../checkout/pay.ts';
import { newId } from '../records/ids.ts';
import { Refusal } from '../wire/errors.ts';
import { paymentForm } from './form.ts';
import { contentSecurityPolicy, type Html, layout } from './layout.ts';
import { type Notice, noticePage } from './notice.ts';
import { type FieldError, readPayment } from './payment-form.ts';
import { orderSummary } from './summary.ts';

export interface HostedPageOptions {
  readonly account: Account;
  readonly outage: () => boolean;
  readonly asksForHuman: () => boolean;
}

const areYouHuman: Notice = {
  text: 'Complete the puzzle to go on to your payment.',
  title: 'Are you human?',
};

const unknown: Notice = {
  text: 'This link leads to no checkout. Look at the address, or go back to the shop and start again.',
  title: 'Something went wrong',
};

function noticeOf({ cancel_url: back, status }: Stripe.Checkout.Session): Notice {
  const link = back ? { href: back, label: 'Back to the shop' } : undefined;
  if (status === 'complete') {
    return {
      link,
      text: 'Your payment went through. There is nothing left to do on this page.',
      title: 'You’re all done here',
    };
  }
  return {
    link,
    text: 'Go back to the shop and start again to get a new one.',
    title: 'This checkout session has expired',
  };
}

function send(c: Context, status: 200 | 404 | 410, title: string, body: Html): Response | Promise<Response> {
  const nonce = randomUUID();
  c.header('content-security-policy', contentSecurityPolicy(nonce));
  c.header('cache-control', 'no-store');
  c.header('referrer-policy', 'strict-origin-when-cross-origin');
  return c.html(layout(title, nonce, body), status);
}

function checkoutPage(account: Account, session: Stripe.Checkout.Session): Html {
  const merchant = account.business.name;
  const isOnce = session.mode === 'payment';
  const summary = orderSummary({
    cancelUrl: session.cancel_url,
    isOnce,
    currency: session.currency ?? account.business.currency,
    lines: account.records.lineItems.get(session.id) ?? [],
    livemode: account.livemode,
    merchant,
    total: session.amount_total ?? 0,
  });
  const form = paymentForm({
    action: `/c/pay/${session.id}`,
    isOnce,
    knownEmail: session.customer_details?.email ?? null,
    merchant,
  });
  return html`<div class="Checkout">${summary}${form}</div>`;
}

/** Which field a decline belongs to; the message is the API's own with what to do about it. */
function declineOf({ error }: Refusal): FieldError & { code: string | undefined } {
  const fields: Readonly<Record<string, string>> = { expired_card: 'cardExpiry', incorrect_cvc: 'cardCvc' };
  const advice =
    error.decline_code === 'test_mode_live_card' || error.code === 'incorrect_cvc' ? '' : ' Try a different card.';
  return { code: error.code, field: fields[error.code ?? ''] ?? 'cardNumber', message: `${error.message}${advice}` };
}

const processingError = {
  field: 'form',
  message: 'An error occurred while processing your card. Try again in a little bit.',
};

const successUrl = ({ id, success_url: url }: Stripe.Checkout.Session): string =>
  (url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', id);

function findSession(account: Account, id: string): Stripe.Checkout.Session | undefined {
  return account.records.sessions.find(id) && currentSession(account, id);
}

async function confirm(c: Context, { account, outage }: HostedPageOptions, id: string): Promise<Response> {
  const session = findSession(account, id);
  if (session?.status !== 'open') return c.json({ errors: [], reload: true }, 410);
  if (outage()) return c.json({ errors: [processingError] }, 500);
  const read = readPayment(await c.req.parseBody(), new Date(account.now() * 1000));
  if ('errors' in read) return c.json(read, 400);
  try {
    const origin = { id: newId('request'), idempotency_key: randomUUID() };
    return c.json({ redirect: successUrl(pay(account, origin, id, read.payment)) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.status === 402
      ? c.json({ errors: [declineOf(error)] }, 402)
      : c.json({ errors: [processingError] }, 400);
  }
}

/**
 * The page a session's `url` leads to, and the address its form posts to. Structure, ids and test ids are those that
 * public browser tests of the real page rely on (`#cardNumber`, `hosted-payment-submit-button`, …).
 */
export function createHostedPage(options: HostedPageOptions): Hono {
  const { account, asksForHuman } = options;
  const checkout = new Hono();
  checkout.get('/c/pay/:id', (c) => {
    const session = findSession(account, c.req.param('id'));
    if (!session) return send(c, 404, unknown.title, noticePage(unknown));
    if (session.status === 'open' && asksForHuman()) return send(c, 200, areYouHuman.title, noticePage(areYouHuman));
    if (session.status === 'open') return send(c, 200, account.business.name, checkoutPage(account, session));
    const notice = noticeOf(session);
    return send(c, 410, notice.title, noticePage(notice));
  });
  checkout.post('/c/pay/:id', (c) => confirm(c, options, c.req.param('id')));
  checkout.notFound((c) => send(c, 404, unknown.title, noticePage(unknown)));
  return checkout;
}
