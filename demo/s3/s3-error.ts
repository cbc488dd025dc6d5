import { xmlDocument } from './xml.ts';

/** Codes, statuses and messages: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const ERRORS = {
  AccessDenied: [403, 'Access Denied'],
  AccessForbidden: [403, 'CORSResponse: This CORS request is not allowed.'],
  AuthorizationHeaderMalformed: [400, 'The authorization header is malformed.'],
  AuthorizationQueryParametersError: [400, 'Error parsing the authorization query parameters.'],
  BadDigest: [400, 'The checksum you specified did not match what was received.'],
  BadRequest: [400, 'Insufficient information. Origin request header needed.'],
  IncompleteBody: [400, 'The request body terminated unexpectedly'],
  InternalError: [500, 'We encountered an internal error. Please try again.'],
  InvalidAccessKeyId: [403, 'The AWS Access Key Id you provided does not exist in our records.'],
  InvalidArgument: [400, 'Invalid Argument'],
  InvalidRange: [416, 'The requested range is not satisfiable'],
  InvalidRequest: [400, 'Missing required header for this request: x-amz-content-sha256'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  NoSuchBucket: [404, 'The specified bucket does not exist'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  NotImplemented: [501, 'A header or parameter you provided implies functionality that is not implemented'],
  PreconditionFailed: [412, 'At least one of the pre-conditions you specified did not hold'],
  RequestTimeTooSkewed: [403, 'The difference between the request time and the current time is too large.'],
  SignatureDoesNotMatch: [
    403,
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  ],
  SlowDown: [503, 'Please reduce your request rate.'],
  XAmzContentSHA256Mismatch: [400, "The provided 'x-amz-content-sha256' header does not match what was computed."],
} as const satisfies Record<string, readonly [number, string]>;

export type S3ErrorCode = keyof typeof ERRORS;

interface S3ErrorDetail {
  /** Only where the service's message differs from the code's usual one. */
  message?: string;
  /** Further elements of the error document, in order. */
  fields?: Record<string, string | number>;
  headers?: Record<string, string>;
}

/** What S3 answers instead of a result; thrown anywhere, written as XML by the stand-in. */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  readonly code: S3ErrorCode;
  readonly status: (typeof ERRORS)[S3ErrorCode][0];
  readonly detail: S3ErrorDetail;

  constructor(code: S3ErrorCode, detail: S3ErrorDetail = {}) {
    const [status, message] = ERRORS[code];
    super(detail.message ?? message);
    this.code = code;
    this.status = status;
    this.detail = detail;
  }

  /** The error document, with the ids that AWS support asks for. */
  toXml(requestId: string, hostId: string): string {
    const { code, message, detail } = this;
    return xmlDocument('Error', {
      Code: code,
      Message: message,
      ...detail.fields,
      RequestId: requestId,
      HostId: hostId,
    });
  }
}
