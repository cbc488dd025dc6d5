import type { StatusFacts } from '#fixtures/outcome/common-failures.ts';
import type { FailureCode } from '#record/failure-code.ts';
import { webhookFailures } from './failures/webhook.ts';

/** What the status of a webhook amounts to. A provider follows no redirect: https://docs.stripe.com/webhooks */
export type AnswerKind = 'accepted' | 'refused' | 'failed' | 'unrouted' | 'other';

const refusals: readonly number[] = [400, 401, 403];
const notThere: readonly number[] = [404, 405, 410];

/** What a status amounts to, whatever was sent. Pure. */
export function answerKind(status: number): AnswerKind {
  if (status >= 200 && status < 300) return 'accepted';
  if (refusals.includes(status)) return 'refused';
  if (status >= 500) return 'failed';
  return notThere.includes(status) || (status >= 300 && status < 400) ? 'unrouted' : 'other';
}

type Judged = FailureCode<StatusFacts>;
const unexpected = webhookFailures['webhook-answer-unexpected'];
const unrouted = webhookFailures['webhook-unrouted'];

const ofForgery: Readonly<Record<AnswerKind, Judged>> = {
  accepted: webhookFailures['forgery-accepted'],
  refused: unexpected,
  failed: webhookFailures['forgery-failed'],
  unrouted,
  other: unexpected,
};

/** How it fails to answer so to an event that nobody signed. */
export const codeOfForgery = (status: number): Judged => ofForgery[answerKind(status)];

/** How it fails to answer so to an event with a signature that has expired. */
export const codeOfStale = (status: number): Judged =>
  answerKind(status) === 'accepted' ? webhookFailures['stale-signature-accepted'] : codeOfForgery(status);

const ofSigned: Readonly<Record<AnswerKind, Judged>> = {
  accepted: unexpected,
  refused: unexpected,
  failed: webhookFailures['signed-event-failed'],
  unrouted,
  other: unexpected,
};

/** How it fails to answer so to an event that is signed with its secret. What it refuses is judged by what it says. */
export const codeOfSigned = (status: number): Judged => ofSigned[answerKind(status)];
