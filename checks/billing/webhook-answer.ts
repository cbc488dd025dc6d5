import { type AnswerKind, answerKind } from '#fixtures/billing/answer-kind.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import type { StatusFacts } from '#fixtures/outcome/common-failures.ts';
import type { FailureCode } from '#record/failure-code.ts';
import { webhookFailures } from './failures/webhook.ts';

/** What a failure names as expected: how most apps refuse. Any other refusal will do. */
const usualRefusals: readonly number[] = [400, 401, 403];

/** Ends the check unless the webhook refuses, in whatever word. */
export const expectRefused = (answer: HttpResponse, what: string, as: FailureCode<StatusFacts>): void =>
  expectStatus(answer, answerKind(answer.status) === 'refused' ? answer.status : usualRefusals, { what, as });

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
