import { urlOf } from '#fixtures/http/hosts.ts';
import type { Http } from '#fixtures/http/http.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { fail, learnSecret, remark, tellable, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { settings } from '#fixtures/runtime/settings.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';
import { filledText, namesSecret, valuesAskedFor } from '#targets/definition/request-values.ts';
import { undoOf } from '#targets/definition/writing.ts';
import type { DeclaredRequest, RequestStep } from '#targets/target.ts';
import { requestFailures } from './failures.ts';
import { brokenOf, failOf, subjectOf, takenFrom } from './judge-answer.ts';
import { addressOf, type Handed, sendStep } from './send-step.ts';

type Values = Record<string, unknown>;
type HandedOn = Handed & { values: Values };

/** Sends the steps of a declared request one after the other, judges each, and takes back what they wrote, whatever came of them. */
export async function runRequest(http: Http, request: DeclaredRequest): Promise<void> {
  const handed: HandedOn = { values: { run: settings.runId, now: new Date().toISOString() } };
  let holds = false;
  try {
    const started = performance.now();
    for (const step of request.steps) await runStep(http, step, handed);
    const ms = performance.now() - started;
    const { budgetMs } = request;
    if (budgetMs) withinBudget(request.steps.map(subjectOf).join(', '), ms, budgetMs, requestFailures['request-late']);
    holds = true;
  } finally {
    const left = await undo(http, request, handed);
    if (left && !holds) remark(`what the request wrote was not taken back: ${left.subject} ${left.detail}`);
    else if (left) fail(requestFailures['request-not-undone'], left);
  }
}

async function runStep(http: Http, step: RequestStep, handed: HandedOn): Promise<void> {
  const { values } = handed;
  const address = addressOf(step, values) ?? failOfElsewhere(step, values);
  const ask = async () => {
    const answer = await http.given(sendStep(http, step, address, handed));
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

/** What was taken as an address leads elsewhere, as it does where an app behind a proxy writes its own inner name. */
function failOfElsewhere(step: RequestStep, values: Values): never {
  const expected = `an address of ${new URL(urlOf(step.host)).origin}`;
  const got = originOf(step, values) ?? 'none';
  fail(requestFailures['request-elsewhere'], { subject: subjectOf(step), url: urlOf(step.host), expected, got });
}

const originOf = ({ host, path }: RequestStep, values: Values) =>
  URL.parse(filledText(path, values), urlOf(host))?.origin;

/** A step may bring what lets somebody in: later steps send it, and nobody else gets to see it. */
function learnSecrets(taken: Values): void {
  for (const [name, value] of Object.entries(taken))
    if (typeof value === 'string' && value.length >= 8 && namesSecret(name)) learnSecret(name, value);
}

/** @returns the first step that did not take back what it should. */
async function undo(
  http: Http,
  request: DeclaredRequest,
  handed: HandedOn,
): Promise<{ subject: string; detail: string } | undefined> {
  let left: { subject: string; detail: string } | undefined;
  for (const step of undoOf(request)) {
    const detail = await problemOfUndo(http, step, handed);
    if (detail) left ??= { subject: subjectOf(step), detail };
  }
  return left;
}

/** What is gone already needs no undoing. */
async function problemOfUndo(http: Http, step: RequestStep, handed: HandedOn): Promise<string | undefined> {
  const { path, headers, json, text } = step;
  const { values } = handed;
  const unknown = valuesAskedFor([path, headers, json, text]).filter(
    (name) => (values[name] ?? undefined) === undefined,
  );
  if (unknown.length > 0) return `needs ${unknown.join(', ')}, which no step brought`;
  const address = addressOf(step, values);
  if (!address) return `leads to ${originOf(step, values) ?? 'no address'}, which is not its host`;
  const answer = await sendStep(http, step, address, handed);
  if (answer instanceof ProbeError) return answer.exchange.error ?? 'was not answered';
  Object.assign(values, takenFrom(step, answer));
  const isGone = step.method === 'DELETE' && step.expect.status === undefined && [404, 410].includes(answer.status);
  const broken = isGone ? undefined : brokenOf(step, answer, values);
  if (!broken) return undefined;
  if (broken.what === 'status') return `answered ${answer.status}`;
  return broken.what === 'error'
    ? `answered ${answer.status} and says that it failed: ${tellable(broken.error.said)}`
    : `answered ${broken.got} under "${broken.field}", expected ${broken.expected}`;
}
