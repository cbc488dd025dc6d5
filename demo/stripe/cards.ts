import { Refusal } from './wire/errors.ts';

/** Why an issuer says no, in the API's words: https://docs.stripe.com/error-codes and https://docs.stripe.com/declines/codes */
export interface Decline {
  readonly code: string;
  readonly decline_code: string;
  readonly message: string;
}

/** What a test card is and how it answers. */
export interface TestCard {
  readonly number: string;
  readonly brand: 'amex' | 'mastercard' | 'visa';
  /** The answer to every charge; none means it pays. */
  readonly decline?: Decline;
  /** True for the card that can be attached to a customer and fails only when charged. */
  readonly attaches?: true;
}

const declined = (decline_code: string, message = 'Your card was declined.', code = 'card_declined'): Decline => ({
  code,
  decline_code,
  message,
});

const genericDecline = declined('generic_decline');

/** Numbers and outcomes: https://docs.stripe.com/testing#cards and https://docs.stripe.com/testing#declined-payments */
const testCards: readonly TestCard[] = [
  { brand: 'visa', number: '4242424242424242' },
  { brand: 'visa', number: '4000056655665556' },
  { brand: 'mastercard', number: '5555555555554444' },
  { brand: 'amex', number: '378282246310005' },
  { brand: 'visa', decline: genericDecline, number: '4000000000000002' },
  {
    brand: 'visa',
    decline: declined('insufficient_funds', 'Your card has insufficient funds.'),
    number: '4000000000009995',
  },
  {
    brand: 'visa',
    decline: declined('expired_card', 'Your card has expired.', 'expired_card'),
    number: '4000000000000069',
  },
  {
    brand: 'visa',
    decline: declined('incorrect_cvc', "Your card's security code is incorrect.", 'incorrect_cvc'),
    number: '4000000000000127',
  },
  { attaches: true, brand: 'visa', decline: genericDecline, number: '4000000000000341' },
];

/** PaymentMethods that stand for a card, for code that must not handle numbers: https://docs.stripe.com/testing?testing-method=payment-methods */
const tokens: Readonly<Record<string, string>> = {
  pm_card_amex: '378282246310005',
  pm_card_chargeCustomerFail: '4000000000000341',
  pm_card_chargeDeclinedExpiredCard: '4000000000000069',
  pm_card_chargeDeclinedIncorrectCvc: '4000000000000127',
  pm_card_mastercard: '5555555555554444',
  pm_card_visa: '4242424242424242',
  pm_card_visa_chargeDeclined: '4000000000000002',
  pm_card_visa_chargeDeclinedInsufficientFunds: '4000000000009995',
};

/** The refusal of a real card in test mode: https://docs.stripe.com/declines/codes (`test_mode_live_card`) */
const notATestCard = declined(
  'test_mode_live_card',
  'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
);

export const cardOfNumber = (number: string): TestCard | undefined => testCards.find((card) => card.number === number);

export const cardOfToken = (token: string): TestCard | undefined =>
  Object.hasOwn(tokens, token) ? cardOfNumber(tokens[token] ?? '') : undefined;

/** A `card_error`, which is always a 402: https://docs.stripe.com/api/errors#errors-card_error */
const cardRefusal = (decline: Decline): Refusal => new Refusal(402, { ...decline, type: 'card_error' });

/** Throws the decline of a card that does not pay, or of one that nobody may use here. */
export function charge(card: TestCard | undefined): asserts card is TestCard {
  if (!card) throw cardRefusal(notATestCard);
  if (card.decline) throw cardRefusal(card.decline);
}

/** Saving a card asks its issuer as well; only the `…0341` card gets past that to fail later. */
export function assertAttachable(card: TestCard): void {
  if (card.decline && !card.attaches) throw cardRefusal(card.decline);
}
