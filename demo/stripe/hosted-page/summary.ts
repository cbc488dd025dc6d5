import { html } from 'hono/html';
import type { Stripe } from 'stripe';
import type { Html } from './layout.ts';
import { billed, money, per } from './money.ts';

export interface Order {
  readonly merchant: string;
  readonly livemode: boolean;
  readonly cancelUrl: string | null;
  readonly currency: string;
  readonly total: number;
  /** Paid once, and not a subscription. */
  readonly isOnce: boolean;
  readonly lines: readonly Stripe.LineItem[];
}

function merchantBar({ cancelUrl, livemode, merchant }: Order): Html {
  const arrow = html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M9.5 3 4.5 8l5 5M5 8h8"/></svg>`;
  return html`<div class="Merchant">
    ${
      cancelUrl
        ? html`<a class="Merchant-back" href="${cancelUrl}" aria-label="Back to ${merchant}" data-testid="business-link">${arrow}</a>`
        : ''
    }
    <span class="Merchant-logo" aria-hidden="true">${merchant.charAt(0)}</span>
    <span class="Merchant-name">${merchant}</span>
    ${livemode ? '' : html`<span class="Badge">TEST MODE</span>`}
  </div>`;
}

function lineItem({ amount_total: amount, currency, description, price, quantity }: Stripe.LineItem): Html {
  return html`<li class="Line">
    <div>
      <p class="Line-name">${description}</p>
      <p class="Line-note">${quantity && quantity > 1 ? `Qty ${quantity}, ` : ''}${price?.recurring ? billed(price.recurring) : ''}</p>
    </div>
    <p class="Line-amount">${money(amount, currency)}</p>
  </li>`;
}

/** The left side: who sells, what, and for how much. */
export function orderSummary(order: Order): Html {
  const [first] = order.lines;
  const recurring = first?.price?.recurring;
  return html`<section class="Summary" aria-label="Order summary">
    <div class="Summary-inner">
      ${merchantBar(order)}
      <h1 class="Summary-title">${order.isOnce ? 'Pay' : 'Subscribe to'} ${order.isOnce && order.lines.length > 1 ? order.merchant : (first?.description ?? order.merchant)}</h1>
      <p class="Summary-price">
        <span class="Summary-amount" data-testid="product-summary-total-amount">${money(order.total, order.currency)}</span>
        ${recurring ? html`<span class="Summary-per">${per(recurring)}</span>` : ''}
      </p>
      <ul class="Lines">${order.lines.map(lineItem)}</ul>
      <dl class="Totals">
        <div><dt>Subtotal</dt><dd>${money(order.total, order.currency)}</dd></div>
        <div class="Totals-due"><dt>Total due today</dt><dd>${money(order.total, order.currency)}</dd></div>
      </dl>
    </div>
  </section>`;
}
