import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { type Endpoint, endpoint } from '../wire/endpoint.ts';
import { Refusal } from '../wire/errors.ts';
import { parametersOf } from '../wire/parameters.ts';
import { expand } from '../wire/values.ts';

/** https://docs.stripe.com/api/accounts/object */
function accountObject({ id, business }: Account): Stripe.Account {
  return {
    business_type: 'company',
    charges_enabled: true,
    country: business.country,
    default_currency: business.currency,
    details_submitted: true,
    email: null,
    id,
    metadata: {},
    object: 'account',
    payouts_enabled: true,
    type: 'standard',
  };
}

/** https://docs.stripe.com/api/balance/balance_object; nothing is ever paid out here, so nothing is ever held */
function balanceObject({ business, livemode }: Account): Stripe.Balance {
  const nothing = [{ amount: 0, currency: business.currency, source_types: { card: 0 } }];
  return { available: nothing, livemode, object: 'balance', pending: nothing };
}

const accountParams = parametersOf<Stripe.AccountRetrieveParams>()({ expand: expand.optional() });
const balanceParams = parametersOf<Stripe.BalanceRetrieveParams>()({ expand: expand.optional() });

/** A restricted key reads `/v1/account` only with `rak_accounts_kyc_basic_read`: https://github.com/dj-stripe/dj-stripe/pull/1131 */
export const ownAccount: readonly Endpoint[] = [
  endpoint('GET /v1/account', 'accounts_kyc_basic', accountParams, (_, { account }) => accountObject(account)),
  endpoint('GET /v1/accounts/:id', 'accounts_kyc_basic', accountParams, (_, { account, id }) => {
    if (id === account.id) return accountObject(account);
    throw new Refusal(403, {
      code: 'account_invalid',
      message: `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
      type: 'invalid_request_error',
    });
  }),
  endpoint('GET /v1/balance', 'balance', balanceParams, (_, { account }) => balanceObject(account)),
];
