/** The `error` object of a refused request: https://docs.stripe.com/api/errors */
export interface ErrorObject {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  doc_url?: string;
  request_log_url?: string;
}

/** A refusal in Stripe's own terms. Anything else that is thrown is a bug of the stand-in. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly error: ErrorObject;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, error: ErrorObject, headers: Readonly<Record<string, string>> = {}) {
    super(error.message);
    this.status = status;
    this.error = error;
    this.headers = headers;
  }
}

/** A 400 about what was asked: type `invalid_request_error`. */
export function invalid(message: string, details: { code?: string; param?: string } = {}): Refusal {
  return new Refusal(400, { ...details, message, type: 'invalid_request_error' });
}

/**
 * `resource_missing`: 404 when the address names the object, 400 when a parameter does
 * (https://docs.stripe.com/error-codes#resource-missing).
 */
export function missing(noun: string, id: string, param = 'id'): Refusal {
  const error: ErrorObject = {
    code: 'resource_missing',
    message: `No such ${noun}: '${id}'`,
    param,
    type: 'invalid_request_error',
  };
  return new Refusal(param === 'id' ? 404 : 400, error);
}

/** The 404 for an address Stripe does not know: https://github.com/stripe/stripe-php/issues/968 */
export function unrecognized(method: string, path: string): Refusal {
  const hint = path.endsWith('/')
    ? ' If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code.'
    : '';
  const message = `Unrecognized request URL (${method}: ${path}).${hint} Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`;
  return new Refusal(404, { message, type: 'invalid_request_error' });
}

/** What the API answers while Stripe itself is broken: https://docs.stripe.com/error-low-level#server-errors */
export function outage(): Refusal {
  return new Refusal(500, { message: 'An unknown error occurred', type: 'api_error' });
}

/** The whole body as it goes out: codes come with their documentation page, everything with the request's log. */
export function errorBody(error: ErrorObject, request: { id: string; livemode: boolean }): { error: ErrorObject } {
  const logs = request.livemode ? 'logs' : 'test/logs';
  return {
    error: {
      ...error,
      ...(error.code && { doc_url: `https://stripe.com/docs/error-codes/${error.code.replaceAll('_', '-')}` }),
      request_log_url: `https://dashboard.stripe.com/${logs}/${request.id}`,
    },
  };
}
