/** HTTP status by the code that stands in `__type`: the service's own errors, then those of all services. */
const STATUS = {
  InvalidParameterException: 400,
  ResourceNotFoundException: 400,
  ServiceUnavailableException: 500,

  InvalidSignatureException: 403,
  MissingAuthenticationTokenException: 403,
  SerializationException: 400,
  UnknownOperationException: 400,
  UnrecognizedClientException: 403,
} as const;

/** What CloudWatch Logs answers instead of a result. */
export class LogsError extends Error {
  override readonly name = 'LogsError';
  readonly code: keyof typeof STATUS;
  readonly status: number;

  constructor(code: keyof typeof STATUS, message: string) {
    super(message);
    this.code = code;
    this.status = STATUS[code];
  }

  /** The JSON body; the SDK finds the exception's class by `__type`. */
  toJson(): object {
    return { __type: this.code, message: this.message };
  }
}
