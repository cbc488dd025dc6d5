import { z } from 'zod';
import type { Payment } from '../checkout/pay.ts';
import { countries, postalCodeLabels } from './countries.ts';

/** What keeps a field from being taken, in the words shown beneath it. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** The check digit of a card number. */
function passesLuhn(number: string): boolean {
  const sum = [...number]
    .reverse()
    .map((digit, index) => Number(digit) * (index % 2 === 1 ? 2 : 1))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return sum % 10 === 0;
}

const required = z.string().trim().min(1, 'Required');

/** Wording of incomplete and wrong entries: https://docs.stripe.com/error-codes (`invalid_number` and its neighbours) */
function paymentForm(now: Date) {
  const thisMonth = now.getUTCFullYear() * 12 + now.getUTCMonth();
  return z.object({
    billingCountry: z.string().refine((code) => countries.some((country) => country.code === code), 'Required'),
    billingName: required,
    billingPostalCode: z.string().trim().default(''),
    cardCvc: required.pipe(z.string().regex(/^\d{3,4}$/, "Your card's security code is incomplete.")),
    cardExpiry: required
      .pipe(z.string().regex(/^(0[1-9]|1[0-2]) ?\/ ?\d\d$/, "Your card's expiration date is incomplete."))
      .transform((text) => ({ month: Number(text.slice(0, 2)), year: 2000 + Number(text.slice(-2)) }))
      .refine(({ month, year }) => year * 12 + month - 1 >= thisMonth, "Your card's expiration year is in the past."),
    cardNumber: required
      .transform((text) => text.replaceAll(' ', ''))
      .pipe(
        z
          .string()
          .regex(/^\d{14,19}$/, 'Your card number is incomplete.')
          .refine(passesLuhn, 'Your card number is invalid.'),
      ),
    email: required.pipe(z.email('Your email is incomplete.')),
  });
}

/** Reads the posted form as the page's own script checks it beforehand, or says what is wrong with which field. */
export function readPayment(fields: unknown, now: Date): { payment: Payment } | { errors: FieldError[] } {
  const result = paymentForm(now).safeParse(fields);
  if (!result.success) {
    return { errors: result.error.issues.map(({ message, path }) => ({ field: String(path[0]), message })) };
  }
  const { billingCountry: country, billingPostalCode: postalCode, cardExpiry, ...rest } = result.data;
  if (country in postalCodeLabels && !postalCode)
    return { errors: [{ field: 'billingPostalCode', message: 'Required' }] };
  return {
    payment: {
      cardNumber: rest.cardNumber,
      country,
      email: rest.email,
      expMonth: cardExpiry.month,
      expYear: cardExpiry.year,
      name: rest.billingName,
      postalCode: postalCode || null,
    },
  };
}
