import type { TestError, TestResult, TestStep } from '@playwright/test/reporter';
import type { Redact } from '#record/redactor.ts';
import { cleanOfSpec } from './clean-of-spec.ts';

// A spec tells of itself by Playwright's own reports, which know nothing of secrets and people. They are written by reporters
// that hear of everything after the recorder, from the same objects.

/** Takes secrets and people out of a step. */
export function cleanStep(step: TestStep, redact: Redact): void {
  for (const name of ['title', 'subtitle', 'params']) {
    const said: unknown = Reflect.get(step, name);
    if (said !== undefined) Reflect.set(step, name, redacted(said, redact));
  }
  if (step.error) cleanTestError(step.error, redact);
  for (const inner of step.steps) cleanStep(inner, redact);
}

/**
 * Takes secrets and people out of what a spec has left. What it attached no report gets: a picture, a recording or a trace
 * shows whatever stood on the page, and nobody can tell what that was.
 */
export function cleanResult(result: TestResult, redact: Redact): void {
  for (const error of [result.error, ...result.errors]) if (error) cleanTestError(error, redact);
  for (const step of result.steps) cleanStep(step, redact);
  for (const said of [result.stdout, result.stderr])
    said.splice(0, said.length, ...said.map((one) => redact(`${one}`)));
  result.attachments.splice(0);
  for (const annotation of result.annotations) {
    if (annotation.description) annotation.description = redact(annotation.description);
  }
}

function redacted(said: unknown, redact: Redact): unknown {
  return typeof said === 'string' ? redact(said) : JSON.parse(redact(JSON.stringify(said)));
}

function cleanTestError(error: TestError, redact: Redact): void {
  if (error.message) error.message = cleanOfSpec(error.message, redact);
  if (error.stack) error.stack = cleanOfSpec(error.stack, redact);
  if (error.value) error.value = cleanOfSpec(error.value, redact);
  // The lines of the file around it, and what was on the page.
  Reflect.deleteProperty(error, 'snippet');
  Reflect.deleteProperty(error, 'errorContext');
  if (error.cause) cleanTestError(error.cause, redact);
}
