import type { Http } from '#fixtures/http/http.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { fail, learnSecret, remark, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { settings } from '#fixtures/runtime/settings.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';
import { namesSecret, valuesAskedFor } from '#targets/definition/request-values.ts';
import { undoOf } from '#targets/definition/requests.ts';
import type { DeclaredRequest, RequestStep } from '#targets/target.ts';
import { requestFailures } from './failures.ts';
import { brokenOf, failOf, subjectOf, takenFrom } from './judge-answer.ts';
import { sendStep } from './send-step.ts';

type Values = Record<string, unknown>;

/** Sends the steps of a declared request one after the other, judges each, and takes back what they wrote, whatever came of them. */
export async function runRequest(http: Http, request: DeclaredRequest): Promise<void> {
  const values: Values = { run: settings.runId, now: new Date().toISOString() };
  let holds = false;
  try {
    const started = performance.now();
    for (const step of request.steps) await runStep(http, step, values);
    const ms = performance.now() - started;
    const { budgetMs } = request;
    if (budgetMs) withinBudget(request.steps.map(subjectOf).join(', '), ms, budgetMs, requestFailures['request-late']);
    holds = true;
  } finally {
    const left = await undo(http, request, values);
    if (left && !holds) remark(`what the request wrote was not taken back: ${left.subject} ${left.detail}`);
    else if (left) fail(requestFailures['request-not-undone'], left);
  }
}

async function runStep(http: Http, step: RequestStep, values: Values): Promise<void> {
  const ask = async () => {
    const answer = await http.given(sendStep(http, step, values));
    return { answer, broken: brokenOf(step, answer, values) };
  };
  let seen = await ask();
  if (seen.broken && step.patienceMs)
    await pollUntil(step.patienceMs, async () => {
      seen = await ask();
      return !seen.broken;
    });
  // Taken before it is judged: what undoes a step that is not as promised needs them too.
  const taken = takenFrom(step, seen.answer);
  Object.assign(values, taken);
  learnSecrets(taken);
  if (seen.broken) failOf(step, seen.answer, seen.broken);
  for (const [name, value] of Object.entries(taken))
    if (value === undefined || value === null)
      fail(requestFailures['request-value-missing'], {
        ...{ subject: subjectOf(step), url: seen.answer.url, field: step.take[name] ?? name },
      });
}

/** A step may bring what lets somebody in: later steps send it, and nobody else gets to see it. */
function learnSecrets(taken: Values): void {
  for (const [name, value] of Object.entries(taken))
    if (typeof value === 'string' && value.length >= 8 && namesSecret(name)) learnSecret(name, value);
}

/** @returns the first step that did not take back what it should. */
async function undo(
  http: Http,
  request: DeclaredRequest,
  values: Values,
): Promise<{ subject: string; detail: string } | undefined> {
  let left: { subject: string; detail: string } | undefined;
  for (const step of undoOf(request)) {
    const detail = await problemOfUndo(http, step, values);
    if (detail) left ??= { subject: subjectOf(step), detail };
  }
  return left;
}

/** What is gone already needs no undoing. */
async function problemOfUndo(http: Http, step: RequestStep, values: Values): Promise<string | undefined> {
  const { path, headers, json, text } = step;
  const unknown = valuesAskedFor([path, headers, json, text]).filter(
    (name) => (values[name] ?? undefined) === undefined,
  );
  if (unknown.length > 0) return `needs ${unknown.join(', ')}, which no step brought`;
  const answer = await sendStep(http, step, values);
  if (answer instanceof ProbeError) return answer.exchange.error ?? 'was not answered';
  Object.assign(values, takenFrom(step, answer));
  const isGone = step.method === 'DELETE' && step.expect.status === undefined && [404, 410].includes(answer.status);
  const broken = isGone ? undefined : brokenOf(step, answer, values);
  if (!broken) return undefined;
  if (broken.what === 'status') return `answered ${answer.status}`;
  return broken.what === 'error'
    ? `answered ${answer.status} and says that it failed: ${broken.error.said}`
    : `answered ${broken.got} under "${broken.field}", expected ${broken.expected}`;
}
