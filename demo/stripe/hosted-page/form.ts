import { html } from 'hono/html';
import { cardBrands } from './card-brands.ts';
import { countries, defaultCountry, postalCodeLabels } from './countries.ts';
import type { Html } from './layout.ts';

export interface PaymentFormView {
  readonly action: string;
  readonly merchant: string;
  /** Paid once, and not a subscription. */
  readonly isOnce: boolean;
  /** An address the merchant already knows cannot be changed here: the SDK's `SessionCreateParams.customer`. */
  readonly knownEmail: string | null;
}

const errorLine = (id: string): Html => html`<p class="FieldError" id="${id}-error" role="alert" hidden></p>`;

function contact({ knownEmail }: PaymentFormView): Html {
  return html`<section>
    <h2>Contact information</h2>
    <label class="Label" for="email">Email</label>
    <div class="Group">
      <input class="Input" id="email" name="email" type="email" autocomplete="email" inputmode="email" spellcheck="false"
        placeholder="email@example.com" value="${knownEmail ?? ''}" aria-describedby="email-error" ${knownEmail ? 'readonly' : ''}>
    </div>
    ${errorLine('email')}
  </section>`;
}

const card = html`<fieldset class="Fieldset" id="cardNumber-fieldset">
  <legend class="Label">Card information</legend>
  <div class="Group">
    <div class="Group-row">
      <input class="Input Input--top Input--number" id="cardNumber" name="cardNumber" type="text" inputmode="numeric" autocomplete="cc-number"
        placeholder="1234 1234 1234 1234" aria-label="Card number" aria-describedby="cardNumber-error">
      ${cardBrands}
    </div>
    <div class="Group-row Group-halves">
      <input class="Input Input--left" id="cardExpiry" name="cardExpiry" type="text" inputmode="numeric" autocomplete="cc-exp"
        placeholder="MM / YY" aria-label="Expiration" aria-describedby="cardExpiry-error">
      <input class="Input Input--right" id="cardCvc" name="cardCvc" type="text" inputmode="numeric" autocomplete="cc-csc"
        placeholder="CVC" aria-label="CVC" aria-describedby="cardCvc-error">
    </div>
  </div>
  ${errorLine('cardNumber')}${errorLine('cardExpiry')}${errorLine('cardCvc')}
</fieldset>`;

const billing = html`<label class="Label" for="billingName">Cardholder name</label>
  <div class="Group">
    <input class="Input" id="billingName" name="billingName" type="text" autocomplete="cc-name" spellcheck="false"
      placeholder="Full name on card" aria-describedby="billingName-error">
  </div>
  ${errorLine('billingName')}
  <fieldset class="Fieldset">
    <legend class="Label">Country or region</legend>
    <div class="Group">
      <div class="Group-row Group-select">
        <select class="Input Input--top" id="billingCountry" name="billingCountry" autocomplete="billing country" aria-label="Country or region"
          data-postal-codes="${JSON.stringify(postalCodeLabels)}">
          ${countries.map(({ code, name }) => html`<option value="${code}" ${code === defaultCountry ? 'selected' : ''}>${name}</option>`)}
        </select>
      </div>
      <div class="Group-row">
        <input class="Input Input--bottom" id="billingPostalCode" name="billingPostalCode" type="text" autocomplete="billing postal-code"
          placeholder="${postalCodeLabels[defaultCountry]}" aria-label="${postalCodeLabels[defaultCountry]}" aria-describedby="billingPostalCode-error">
      </div>
    </div>
    ${errorLine('billingPostalCode')}
  </fieldset>`;

const submit = (
  label: string,
): Html => html`<button class="SubmitButton" type="submit" data-testid="hosted-payment-submit-button">
  <span class="SubmitButton-text" data-state="idle">${label}</span>
  <span class="SubmitButton-text" data-state="processing"><span class="Spinner" aria-hidden="true"></span>Processing…</span>
  <span class="SubmitButton-text" data-state="success"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="m4 10.5 4 4 8-9"/></svg>Paid</span>
</button>`;

const terms = (merchant: string): Html => html`<p class="Terms">
  By confirming your subscription you allow ${merchant} to charge you for future payments in accordance with their terms.
  You can cancel at any time.
</p>`;

/** The right side: who pays, and how. The ids are those of the real page, each also the field's name. */
export function paymentForm(view: PaymentFormView): Html {
  return html`<main class="Payment">
    <form class="Payment-inner" id="payment-form" method="post" action="${view.action}" novalidate>
      ${contact(view)}
      <section>
        <h2>Payment method</h2>
        ${card}
        ${billing}
      </section>
      <p class="FieldError FieldError--form" id="form-error" role="alert" hidden></p>
      ${submit(view.isOnce ? 'Pay' : 'Subscribe')}
      ${view.isOnce ? '' : terms(view.merchant)}
      <noscript><p class="FieldError">Paying needs JavaScript.</p></noscript>
      <footer class="Footer">
        <span>Powered by a stand-in for <strong>stripe</strong></span><span class="Footer-rule"></span><span>Terms</span><span>Privacy</span>
      </footer>
    </form>
  </main>`;
}
