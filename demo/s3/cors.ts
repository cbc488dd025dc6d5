import { S3Error } from './s3-error.ts';

/**
 * One rule of a bucket's CORS configuration:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html
 */
export interface CorsRule {
  /** Exact origins, or patterns with one `*`. */
  origins: string[];
  methods: ('GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD')[];
  /** Request headers a preflight may ask for; patterns with one `*`. Default: none. */
  headers?: string[];
  exposeHeaders?: string[];
  maxAgeSeconds?: number;
}

/** Sent with every answer that a rule allows, whatever the rule (observed: https://github.com/scality/cloudserver/pull/518). */
const VARY = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method';

/** The CORS headers of an ordinary request's answer; none without an Origin or where no rule allows it. */
export function corsHeaders(rules: CorsRule[], method: string, headers: Headers): Record<string, string> {
  const origin = headers.get('origin');
  const rule = origin === null ? undefined : rules.find((candidate) => allows(candidate, origin, method));
  return rule && origin !== null ? grant(rule, origin) : {};
}

/** The headers of a preflight's answer; throws `AccessForbidden` (403) where no rule allows what it asks for. */
export function preflightHeaders(rules: CorsRule[], headers: Headers): Record<string, string> {
  const origin = headers.get('origin');
  if (origin === null) throw new S3Error('BadRequest');
  const method = headers.get('access-control-request-method') ?? '';
  const asked = splitList(headers.get('access-control-request-headers'));
  const rule = rules.find((candidate) => allows(candidate, origin, method) && covers(candidate, asked));
  if (!rule) throw refuse(rules, method);
  return { ...grant(rule, origin), ...(asked.length > 0 && { 'access-control-allow-headers': asked.join(', ') }) };
}

function grant(rule: CorsRule, origin: string): Record<string, string> {
  // A rule for any origin is answered with `*`, which browsers take for requests without credentials only.
  const any = rule.origins.includes('*');
  return {
    'access-control-allow-origin': any ? '*' : origin,
    'access-control-allow-methods': rule.methods.join(', '),
    ...(!any && { 'access-control-allow-credentials': 'true' }),
    ...(rule.exposeHeaders && { 'access-control-expose-headers': rule.exposeHeaders.join(', ') }),
    ...(rule.maxAgeSeconds !== undefined && { 'access-control-max-age': String(rule.maxAgeSeconds) }),
    vary: VARY,
  };
}

function refuse(rules: CorsRule[], method: string): S3Error {
  const message =
    rules.length === 0
      ? 'CORSResponse: CORS is not enabled for this bucket.'
      : 'CORSResponse: This CORS request is not allowed. The origin, method or a requested header is not whitelisted by the CORS configuration.';
  return new S3Error('AccessForbidden', { message, fields: { Method: method, ResourceType: 'OBJECT' } });
}

function allows(rule: CorsRule, origin: string, method: string): boolean {
  return rule.methods.some((one) => one === method) && rule.origins.some((pattern) => matches(pattern, origin));
}

function covers(rule: CorsRule, asked: string[]): boolean {
  return asked.every((name) => rule.headers?.some((pattern) => matches(pattern.toLowerCase(), name)));
}

function matches(pattern: string, value: string): boolean {
  const [start = '', end] = pattern.split('*');
  if (end === undefined) return pattern === value;
  return value.length >= start.length + end.length && value.startsWith(start) && value.endsWith(end);
}

function splitList(header: string | null): string[] {
  return (header ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
}
