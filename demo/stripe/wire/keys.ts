import { Refusal } from './errors.ts';

/** What restricted keys are granted, by the names in Stripe's own refusals (`rak_customer_read`): https://docs.stripe.com/keys/restricted-api-keys */
export type Permission =
  | 'accounts_kyc_basic'
  | 'balance'
  | 'charge'
  | 'checkout_session'
  | 'customer'
  | 'event'
  | 'invoice'
  | 'payment_intent'
  | 'payment_method'
  | 'plan'
  | 'product'
  | 'subscription'
  | 'webhook';

export type Access = 'read' | 'write';

/** A key and, for a restricted one (`rk_…`), what it may do. A secret key (`sk_…`) may do everything. */
export interface KeyGrant {
  readonly key: string;
  readonly permissions?: Readonly<Partial<Record<Permission, Access>>>;
}

/** The visible part of a key: all that may be logged. */
export type KeyMode = 'rk_live' | 'rk_test' | 'sk_live' | 'sk_test';

const shape = /^((?:sk|rk)_(?:test|live))_\w{16,}$/;

export function keyMode(key: string): KeyMode | undefined {
  return shape.exec(key)?.[1] as KeyMode | undefined;
}

/** A mistake in the demo's own set-up, told at boot: a misshapen key, or one of the other mode. */
export function assertKeys(grants: readonly KeyGrant[], livemode: boolean): void {
  const wanted = livemode ? 'live' : 'test';
  for (const { key, permissions } of grants) {
    const mode = keyMode(key);
    if (!mode) throw new TypeError(`A Stripe key must look like sk_${wanted}_… with 16 characters or more after it`);
    if (!mode.endsWith(wanted)) throw new TypeError(`A ${mode}_… key does not fit livemode: ${livemode}`);
    if (mode.startsWith('rk') !== Boolean(permissions)) {
      throw new TypeError('Restricted keys (rk_…) carry permissions, secret keys (sk_…) do not');
    }
  }
}

/** The key in an `Authorization` header: Bearer, or the user name of Basic (https://docs.stripe.com/api/authentication). */
export function presentedKey(header: string | undefined): string | undefined {
  const [scheme = '', value = ''] = (header ?? '').split(/\s+/);
  if (/^bearer$/i.test(scheme)) return value || undefined;
  if (/^basic$/i.test(scheme)) return Buffer.from(value, 'base64').toString().split(':')[0] || undefined;
  return undefined;
}

const masked = (key: string): string => `${key.slice(0, 8)}${'*'.repeat(Math.max(key.length - 12, 4))}${key.slice(-4)}`;

function unauthorized(message: string): Refusal {
  return new Refusal(401, { message, type: 'invalid_request_error' }, { 'www-authenticate': 'Bearer realm="Stripe"' });
}

/** Finds who asks, or answers 401. */
export function authenticate(header: string | undefined, grants: readonly KeyGrant[]): KeyGrant {
  const key = presentedKey(header);
  if (!key) {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  const grant = grants.find((known) => known.key === key);
  if (!grant) throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
  return grant;
}

/** Write implies read. The wording of the 403: https://github.com/stripe/stripe-node/issues/2246 */
export function authorize(grant: KeyGrant, permission: Permission, access: Access, accountId: string): void {
  if (!grant.permissions) return;
  const granted = grant.permissions[permission];
  if (granted === 'write' || granted === access) return;
  const message = `The provided key '${masked(grant.key)}' does not have the required permissions for this endpoint on account '${accountId}'. Having the 'rak_${permission}_${access}' permission would allow this request to continue.`;
  throw new Refusal(403, { message, type: 'invalid_request_error' });
}
