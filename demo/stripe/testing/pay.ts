import type { Stripe } from 'stripe';
import type { OpenAccount } from './open-account.ts';

const visa = {
  billingCountry: 'SE',
  billingName: 'Probe Payer',
  cardCvc: '123',
  cardExpiry: `12 / ${(new Date().getUTCFullYear() + 3) % 100}`,
  cardNumber: '4242 4242 4242 4242',
  email: 'payer@loventia.test',
};

export interface Paid {
  readonly status: number;
  readonly redirect?: string;
  readonly errors?: { field: string; message: string; code?: string }[];
}

/** Posts what the hosted page's own script posts. */
export async function pay(
  account: OpenAccount,
  session: Stripe.Checkout.Session,
  fields: Partial<typeof visa> = {},
): Promise<Paid> {
  const response = await fetch(`${account.checkoutUrl}/c/pay/${session.id}`, {
    body: new URLSearchParams({ ...visa, ...fields }),
    method: 'POST',
  });
  return { status: response.status, ...((await response.json()) as object) };
}
