import { z } from 'zod';
import { linesOfAnswer } from '#fixtures/http/evidence.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { parsedJson } from '#record/parsed-json.ts';
import { overallOf } from './health-overall.ts';

/** Ends the check unless the body is what the target accepts: a text that it says, or a schema that its JSON fits. */
export function expectBody(answer: HttpResponse, accepts: string | z.ZodType): void {
  const evidence = linesOfAnswer(answer.exchange);
  const path = new URL(answer.url).pathname;
  if (typeof accepts === 'string') {
    if (says(answer.text(), accepts)) return;
    const { bodyStart, bodyShape } = answer.exchange;
    const got = bodyStart === undefined ? (bodyShape ?? 'nothing') : asRead(bodyStart.trim());
    fail(commonFailures['body-unexpected'], { path, type: answer.type, got, expected: `"${accepts}"` }, { evidence });
  }
  const parsed = accepts.safeParse(answer.json());
  if (parsed.success) return;
  const detail = z.prettifyError(parsed.error);
  fail(commonFailures['body-misfit'], { path, type: answer.type, detail }, { evidence });
}

/**
 * Whether a body is this text or, in JSON, says it of the whole: who writes `ok` for what answers `{"status":"ok"}` means
 * its word, and not its braces. Pure.
 */
export function says(body: string, accepts: string): boolean {
  if (body.trim() === accepts) return true;
  const json = parsedJson(body);
  const word = typeof json === 'object' && json !== null ? overallOf(json)?.word : json;
  return typeof word === 'string' && word.toLowerCase() === accepts.toLowerCase();
}

/** Its beginning; JSON as it stands, since in quotes each of its own would have a backslash. */
function asRead(text: string): string {
  const begun = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return /^[[{"]/.test(text) ? begun : JSON.stringify(begun);
}
