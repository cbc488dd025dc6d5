import { randomInt } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Random letters and digits of the given length. */
export const randomText = (length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** How each kind of id is built: its prefix and the number of random characters, as seen in the examples of https://docs.stripe.com/api. */
const shapes = {
  account: ['acct_1', 15],
  charge: ['ch_3', 23],
  customer: ['cus_', 14],
  event: ['evt_1', 23],
  invoice: ['in_1', 23],
  invoiceLine: ['il_1', 23],
  lineItem: ['li_1', 23],
  paymentIntent: ['pi_3', 23],
  paymentMethod: ['pm_1', 23],
  price: ['price_1', 23],
  product: ['prod_', 14],
  refund: ['re_3', 23],
  request: ['req_', 14],
  subscription: ['sub_1', 23],
  subscriptionItem: ['si_', 14],
  webhookEndpoint: ['we_1', 23],
  webhookSecret: ['whsec_', 32],
} as const;

export type IdKind = keyof typeof shapes;

export function newId(kind: IdKind): string {
  const [prefix, length] = shapes[kind];
  return prefix + randomText(length);
}

/** Session ids name their mode: `cs_test_a1…` or `cs_live_a1…`. */
export const newSessionId = (livemode: boolean): string => `cs_${livemode ? 'live' : 'test'}_a1${randomText(56)}`;
