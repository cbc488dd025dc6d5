import { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { newId } from '../records/ids.ts';
import { amountOf, type Line, productOf, total } from './line.ts';

function lineOf(account: Account, line: Line, item: Stripe.SubscriptionItem, invoice: string): Stripe.InvoiceLineItem {
  const { price, quantity } = line;
  const product = productOf(account.records, price);
  return {
    amount: amountOf(line),
    currency: price.currency,
    description: `${quantity} × ${product.name} (at ${(price.unit_amount / 100).toFixed(2)} / ${price.recurring.interval})`,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    id: newId('invoiceLine'),
    invoice,
    livemode: account.livemode,
    metadata: {},
    object: 'line_item',
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: null,
        subscription: item.subscription,
        subscription_item: item.id,
      },
      type: 'subscription_item_details',
    },
    period: { end: item.current_period_end, start: item.current_period_start },
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: price.id, product: product.id },
      type: 'price_details',
      unit_amount_decimal: Stripe.Decimal.from(price.unit_amount),
    },
    quantity,
    quantity_decimal: Stripe.Decimal.from(quantity),
    subscription: item.subscription,
    subtotal: amountOf(line),
    taxes: [],
  };
}

/** The first invoice of a subscription, paid or open: https://docs.stripe.com/api/invoices/object */
export function newInvoice(
  account: Account,
  subscription: Stripe.Subscription,
  customer: Stripe.Customer,
  lines: readonly Line[],
): Stripe.Invoice {
  const id = newId('invoice');
  const now = account.now();
  const amount = total(lines);
  const paid = subscription.status === 'active';
  const items = subscription.items.data;
  return {
    account_country: account.business.country,
    account_name: account.business.name,
    account_tax_ids: null,
    amount_due: amount,
    amount_overpaid: 0,
    amount_paid: paid ? amount : 0,
    amount_remaining: paid ? 0 : amount,
    amount_shipping: 0,
    application: null,
    attempt_count: 1,
    attempted: true,
    auto_advance: false,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: 'subscription_create',
    collection_method: 'charge_automatically',
    created: now,
    currency: subscription.currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: now,
    ending_balance: 0,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    id,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: {
      data: lines.flatMap((line, index) => {
        const item = items[index];
        return item ? [lineOf(account, line, item, id)] : [];
      }),
      has_more: false,
      object: 'list',
      url: `/v1/invoices/${id}/lines`,
    },
    livemode: account.livemode,
    metadata: {},
    next_payment_attempt: null,
    number: `${customer.invoice_prefix}-${String(customer.next_invoice_sequence ?? 1).padStart(4, '0')}`,
    object: 'invoice',
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: now,
    period_start: now,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: paid ? 'paid' : 'open',
    status_transitions: {
      finalized_at: now,
      marked_uncollectible_at: null,
      paid_at: paid ? now : null,
      voided_at: null,
    },
    subtotal: amount,
    subtotal_excluding_tax: amount,
    test_clock: null,
    total: amount,
    total_discount_amounts: [],
    total_excluding_tax: amount,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  };
}
