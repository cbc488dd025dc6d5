/**
 * Query-compatible code, as `x-amzn-query-error` carries it, with HTTP status and shape name. The first group is the
 * SDK's own (schemas of client-cloudwatch), the second is common to all services:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CommonErrors.html
 */
const ERRORS = {
  InternalServiceError: [500, 'InternalServiceFault'],
  InvalidNextToken: [400, 'InvalidNextToken'],
  InvalidParameterCombination: [400, 'InvalidParameterCombinationException'],
  InvalidParameterInput: [400, 'DashboardInvalidInputError'],
  InvalidParameterValue: [400, 'InvalidParameterValueException'],
  LimitExceeded: [400, 'LimitExceededFault'],
  MissingParameter: [400, 'MissingRequiredParameterException'],
  ResourceNotFound: [404, 'ResourceNotFound'],

  IncompleteSignature: [400, 'IncompleteSignature'],
  InvalidClientTokenId: [403, 'InvalidClientTokenId'],
  MissingAuthenticationToken: [403, 'MissingAuthenticationToken'],
  RequestExpired: [400, 'RequestExpired'],
  RequestTooLarge: [413, 'RequestTooLarge'],
  SerializationException: [400, 'SerializationException'],
  SignatureDoesNotMatch: [403, 'SignatureDoesNotMatch'],
  Throttling: [400, 'Throttling'],
  UnknownOperationException: [400, 'UnknownOperationException'],
  ValidationError: [400, 'ValidationError'],
} as const satisfies Record<string, readonly [number, string]>;

export type CloudWatchErrorCode = keyof typeof ERRORS;

/** What CloudWatch answers instead of a result. */
export class CloudWatchError extends Error {
  override readonly name = 'CloudWatchError';
  readonly code: CloudWatchErrorCode;
  readonly status: number;
  /** Further members of the error's shape. */
  readonly members: Record<string, unknown>;

  constructor(code: CloudWatchErrorCode, message: string, members: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.status = ERRORS[code][0];
    this.members = members;
  }

  /** The JSON body; the SDK finds the exception's class by `__type` or by the header of {@link queryError}. */
  toJson(): Record<string, unknown> {
    const __type = `com.amazonaws.cloudwatch#${ERRORS[this.code][1]}`;
    return { __type, message: this.message, ...this.members };
  }

  /** `x-amzn-query-error` (Smithy, awsQueryCompatible): the code of the older query protocol and whose fault it is. */
  queryError(): string {
    return `${this.code};${this.status >= 500 ? 'Receiver' : 'Sender'}`;
  }
}

export function missing(parameter: string): CloudWatchError {
  return new CloudWatchError('MissingParameter', `The parameter ${parameter} is required.`);
}

export function tooMany(collection: string, limit: number): CloudWatchError {
  return invalid(`The collection ${collection} must not have a size greater than ${limit}.`);
}

export function invalid(message: string): CloudWatchError {
  return new CloudWatchError('InvalidParameterValue', message);
}
