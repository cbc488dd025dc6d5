import type { Stripe } from 'stripe';
import { z } from 'zod';
import { productData, recurring } from '../resources/prices.ts';
import { listOf, notModelled, parametersOf } from '../wire/parameters.ts';
import { atLeast, choice, currency, email, expand, flag, integer, metadata, text, url } from '../wire/values.ts';

const priceData = parametersOf<Stripe.Checkout.SessionCreateParams.LineItem.PriceData>()({
  currency,
  product: text.optional(),
  product_data: productData.optional(),
  recurring: recurring.optional(),
  unit_amount: atLeast(0),
  ...notModelled('tax_behavior', 'unit_amount_decimal'),
});

const lineItem = parametersOf<Stripe.Checkout.SessionCreateParams.LineItem>()({
  price: text.optional(),
  price_data: priceData.optional(),
  quantity: atLeast(1).optional(),
  ...notModelled('adjustable_quantity', 'metadata', 'tax_rates'),
});

const subscriptionData = parametersOf<Stripe.Checkout.SessionCreateParams.SubscriptionData>()({
  description: text.optional(),
  metadata: metadata.optional(),
  ...notModelled('application_fee_percent', 'billing_cycle_anchor', 'billing_cycle_anchor_config', 'billing_mode'),
  ...notModelled('default_tax_rates', 'invoice_settings', 'on_behalf_of', 'pending_invoice_item_interval'),
  ...notModelled('proration_behavior', 'transfer_data', 'trial_end', 'trial_period_days', 'trial_settings'),
});

const paymentIntentData = parametersOf<Stripe.Checkout.SessionCreateParams.PaymentIntentData>()({
  metadata: metadata.optional(),
  ...notModelled('application_fee_amount', 'capture_method', 'description', 'on_behalf_of', 'receipt_email'),
  ...notModelled('setup_future_usage', 'shipping', 'statement_descriptor', 'statement_descriptor_suffix'),
  ...notModelled('transfer_data', 'transfer_group'),
});

/**
 * Could name the methods until the version 2026-09-30.endive took it away:
 * https://docs.stripe.com/changelog/endive/2026-09-30/remove-payment-method-types-checkout-sessions
 */
const withdrawnMethodTypes = z.unknown().superRefine((_, context) => {
  const message =
    'The parameter payment_method_types is no longer supported. Use allowed_payment_method_types instead.';
  context.addIssue({ code: 'custom', message, params: { code: 'payment_method_types_no_longer_supported' } });
});

const enabled = z.strictObject({ enabled: flag });

type SessionParams = Stripe.Checkout.SessionCreateParams & { payment_method_types?: unknown };

/** The parameters of a hosted checkout, of a subscription or of one payment: https://docs.stripe.com/api/checkout/sessions/create */
export const create = parametersOf<SessionParams>()({
  adaptive_pricing: enabled.optional(),
  allowed_payment_method_types: listOf(choice('card')).optional(),
  allow_promotion_codes: flag.optional(),
  billing_address_collection: choice('auto', 'required').optional(),
  cancel_url: url.optional(),
  client_reference_id: text.optional(),
  customer: text.optional(),
  customer_email: email.optional(),
  expand: expand.optional(),
  expires_at: integer.optional(),
  line_items: listOf(lineItem),
  locale: text.optional(),
  metadata: metadata.optional(),
  mode: choice('payment', 'subscription'),
  payment_intent_data: paymentIntentData.optional(),
  payment_method_collection: choice('always', 'if_required').optional(),
  payment_method_types: withdrawnMethodTypes.optional(),
  phone_number_collection: enabled.optional(),
  subscription_data: subscriptionData.optional(),
  success_url: url,
  ui_mode: choice('hosted_page').optional(),
  wallet_options: z.strictObject({ link: z.strictObject({ display: choice('auto', 'never') }) }).optional(),
  ...notModelled('after_expiration', 'automatic_tax', 'branding_settings'),
  ...notModelled('consent_collection', 'currency', 'custom_fields', 'custom_text', 'customer_account'),
  ...notModelled('customer_creation', 'customer_update', 'discounts', 'excluded_payment_method_types'),
  ...notModelled('integration_identifier', 'invoice_creation', 'managed_payments', 'name_collection'),
  ...notModelled('optional_items', 'origin_context', 'payment_method_configuration'),
  ...notModelled('payment_method_data', 'payment_method_options', 'permissions', 'redirect_on_completion'),
  ...notModelled('return_url', 'saved_payment_method_options', 'setup_intent_data', 'shipping_address_collection'),
  ...notModelled('shipping_options', 'submit_type', 'tax_id_collection'),
});

export type CreateParams = z.output<typeof create>;
