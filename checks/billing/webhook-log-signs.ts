import type { LogSign } from '#diagnosis/log-signs.ts';

/**
 * What apps write when they do not take an event, the most telling first. Sources: the errors of Stripe's libraries for
 * Node, Python, Ruby, PHP, Java and Go; how V8 words a body that was parsed twice; and the sizes that an app logs beside a
 * refusal, because Stripe words a wrong secret and an altered body alike.
 */
export const webhookLogSigns = [
  { pattern: /\bverified (\d+) of \1 bytes/i, means: 'signature-mismatch' },
  { pattern: /\bverified \d+ of \d+ bytes/i, means: 'body-changed' },
  {
    pattern:
      /parsed JavaScript object|payload must be provided as a string or a Buffer|\[object Object|Unexpected token '?o\b/i,
    means: 'body-parsed',
  },
  { pattern: /timestamp outside the tolerance|timestamp wasn't within tolerance/i, means: 'signature-expired' },
  {
    pattern:
      /unable to extract timestamp and signatures|no (?:valid )?stripe-signature header|no signatures found with expected scheme/i,
    means: 'signature-missing',
  },
  { pattern: /no signatures? found matching|no valid signature/i, means: 'signature-unmatched' },
  {
    pattern: /"status(?:_?code)?":\s*"?5\d\d\b|\bPOST \S*webhook\S* (?:HTTP\/[\d.]+" )?5\d\d\b/i,
    means: 'server-error',
  },
  { pattern: /\b\w*(?:Error|Exception):\s|Traceback \(most recent call last\)/, means: 'exception' },
] as const satisfies readonly LogSign[];

export type WebhookLogWord = (typeof webhookLogSigns)[number]['means'];
