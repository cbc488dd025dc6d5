import { z } from 'zod';
import { hostName, landmark, path } from './fields.ts';

/** A path in which `{id}` stands for the order. */
const pathOfOne = path.includes('{id}', { message: 'a path with {id} where the id of the order goes' });

/** A state of an order in the product's own words: one, or several that all mean it. */
const state = z.union([
  z
    .string()
    .min(1)
    .transform((word) => [word]),
  z.array(z.string().min(1)).min(1),
]);

/** What is said of a product whose users place orders, and pay each of them once. */
export const ordersSchema = z.strictObject({
  /** Where orders are opened and read. */
  host: hostName,
  checkout: z.strictObject({
    path,
    /** What the probe orders: something small, marked as the probe's where the product has a field for that. */
    json: z.json(),
    /** Where the answer has the id of the order; a dot leads inside. The address to pay at is its `url`. */
    orderId: z.string().min(1).default('orderId'),
    /** What is said in `error.code` while payments are paused on purpose, such as in an outage of the payment provider. */
    pausedCode: z.string().min(1).optional(),
  }),
  /** Where a user reads one order, and where all of their own: a list of rows, or one row. */
  one: pathOfOne,
  all: path,
  /** The fields of a row. */
  fields: z.strictObject({ id: z.string().default('id'), status: z.string().default('status') }).prefault({}),
  /** The product's words for the states of an order. */
  states: z
    .strictObject({
      pending: state.prefault('pending'),
      /** Whatever comes after it within moments, such as `sent`, is named as well. */
      paid: state.prefault('paid'),
      /** After a refund; without it the state is not looked at then. */
      refunded: state.optional(),
      /** After a checkout that nobody paid has expired; without it the state is not looked at then. */
      expired: state.optional(),
    })
    .prefault({}),
  /** What the probe's order costs with all that is added to it, in the currency's smallest unit. */
  price: z
    .strictObject({ amount: z.number().int().positive(), currency: z.string().length(3).toLowerCase() })
    .optional(),
  /** The page that shows an order, and what it shows of one that is paid. */
  page: z.strictObject({ path: pathOfOne, paid: landmark }).optional(),
});
