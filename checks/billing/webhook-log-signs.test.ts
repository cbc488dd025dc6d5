import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meaningsOf } from '#diagnosis/log-signs.ts';
import { refusalReason } from './refusal-reason.ts';
import { webhookLogSigns } from './webhook-log-signs.ts';

const noSignature =
  'No signatures found matching the expected signature for payload. Are you passing the raw request body you received from Stripe?';
const parsed =
  'Webhook payload must be provided as a string or a Buffer (https://nodejs.org/api/buffer.html) instance representing the _raw_ request body.Payload was provided as a parsed JavaScript object instead.';

const lines: readonly [line: string, meaning: string | undefined][] = [
  [`{"message":"Webhook refused: ${noSignature} (verified 5105 of 5105 bytes)"}`, 'signature-mismatch'],
  [`{"message":"Webhook refused: ${noSignature} (verified 3299 of 5105 bytes)"}`, 'body-changed'],
  [`⚠️  Webhook signature verification failed. ${parsed}`, 'body-parsed'],
  ['SyntaxError: Unexpected token \'o\', "[object Obj"... is not valid JSON at webhook.js:12', 'body-parsed'],
  ['SyntaxError: Unexpected token o in JSON at position 1', 'body-parsed'],
  [`StripeSignatureVerificationError: ${noSignature}`, 'signature-unmatched'],
  [`stripe._error.SignatureVerificationError: ${noSignature.slice(0, 63)}`, 'signature-unmatched'],
  ['webhook had no valid signature', 'signature-unmatched'],
  ['Webhook Error: Timestamp outside the tolerance zone', 'signature-expired'],
  ['Webhook Error: Unable to extract timestamp and signatures from header', 'signature-missing'],
  ['{"message":"request","method":"POST","path":"/webhooks/stripe","status":500}', 'server-error'],
  ['172.31.9.4 - - [21/Nov/2026:02:57:10 +0000] "POST /webhooks/stripe HTTP/1.1" 502 157', 'server-error'],
  ['TypeError: Cannot read properties of undefined (handling checkout.session.completed)', 'exception'],
  ['Traceback (most recent call last): in stripe_webhook', 'exception'],
  ['{"message":"request","method":"POST","path":"/webhooks/stripe","status":400}', undefined],
  ['{"message":"request","method":"POST","path":"/webhooks/stripe","status":200,"durationMs":512}', undefined],
  ['Stripe webhook received: checkout.session.completed', undefined],
];

for (const [line, meaning] of lines) {
  test(`"${line.slice(0, 70)}" means ${meaning ?? 'nothing'}`, () => {
    assert.deepEqual(meaningsOf([line], webhookLogSigns), meaning ? [meaning] : []);
  });
}

test('several lines mean each thing once, in the order in which it was written', () => {
  const wrongSecret = `${noSignature} (verified 5105 of 5105 bytes)`;
  const failed = '{"path":"/webhooks/stripe","status":500}';
  assert.deepEqual(meaningsOf([wrongSecret, failed, 'anything else', wrongSecret], webhookLogSigns), [
    'signature-mismatch',
    'server-error',
  ]);
});

test('a refusal says why where the app answers with the error', () => {
  assert.equal(refusalReason(`Webhook Error: ${noSignature}`), 'signature-unmatched');
  assert.equal(refusalReason(`Webhook Error: ${parsed}`), 'body-parsed');
  assert.equal(refusalReason('{"error":"Webhook signature verification failed"}'), 'unsaid');
});
