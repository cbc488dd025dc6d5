import { details, gist } from '#record/classify-error.ts';
import type { Failure } from '#record/evidence.ts';
import { failingLine } from '#record/failing-line.ts';
import type { Redact } from '#record/redactor.ts';
import { plainText } from '#record/values/plain-text.ts';
import { type FailureClass, partyOf } from '#record/vocabulary.ts';
import { cleanOfSpec } from './clean-of-spec.ts';
import { failures } from './failures.ts';
import { isTimeLimit, thrownClass } from './thrown-class.ts';

/** What Playwright hands over of an error. */
export interface Thrown {
  message?: string;
  stack?: string;
  value?: string;
}

/** Lines that are told in all. */
const most = 8;
const wayClasses: readonly FailureClass[] = ['dns', 'tcp', 'tls'];

/**
 * What became of a spec that did not pass, from what it threw. Of several errors the one that says most speaks for all: one
 * of the way to a host, else the first that is not merely the end of its time. Pure.
 *
 * @param file of the spec.
 * @param thirdParties origins that belong to others.
 */
export function failureOfSpec(
  thrown: readonly Thrown[],
  { file, redact, thirdParties }: { file: string; redact: Redact; thirdParties: readonly string[] },
): Failure {
  const [first, ...later] = thrown.map((one) => readable(one, redact));
  const errors = first ? [first, ...later] : [{ message: 'no error was reported' }];
  const limit = errors.find(isTimeLimit);
  const telling = errors.find((one) => wayClasses.includes(thrownClass(one))) ?? errors.find((one) => one !== limit);
  const others = errors.filter((one) => one !== telling && one !== limit);
  const said = [limit && gist(limit), telling && inWords(telling)].flatMap((one) => one ?? []).join(' ');
  const message = said.slice(0, 300) + (others.length > 0 ? ` (and ${others.length} more)` : '');
  const failureClass = classOf(telling ?? limit ?? {}, limit);
  const url = /https?:\/\/[^\s"'<>)]+/.exec(telling?.message ?? '')?.[0];
  const facts = { detail: message, ...(url && { url }) };
  const code = failures[failureClass === 'harness' ? 'spec-not-run' : 'spec-failed'];
  const at = errors.map(({ stack }) => failingLine(stack, file)).find(Boolean);
  return {
    class: failureClass,
    code: code.id,
    facts,
    message: code.message(facts),
    party: isOfOthers(url, failureClass, thirdParties) ? 'third-party' : partyOf(failureClass),
    unconfirmed: false,
    evidence: [...details(withoutCalls(telling)), ...others.map(inWords)].slice(0, most),
    ...(at && { at }),
  };
}

const readable = ({ message, value, ...rest }: Thrown, redact: Redact): Thrown & { message: string } => ({
  ...rest,
  message: cleanOfSpec(plainText(message ?? value ?? 'nothing that could be told'), redact),
});

/** What Playwright did, call by call, stands in its own report. */
const withoutCalls = ({ message = '' }: Thrown = {}): Thrown => ({
  message: message.split(/^Call log:$/m, 1)[0] ?? '',
});

/** A spec whose time is over has its page closed under it: that says nothing of the browser. */
function classOf(telling: Thrown, limit: Thrown | undefined): FailureClass {
  const seen = thrownClass(telling);
  return seen === 'harness' && limit ? 'timeout' : seen;
}

/** A host of others that cannot be reached is theirs. */
function isOfOthers(url: string | undefined, failureClass: FailureClass, thirdParties: readonly string[]): boolean {
  if (!url || !URL.canParse(url) || ![...wayClasses, 'timeout'].includes(failureClass)) return false;
  return thirdParties.some((one) => new URL(one).origin === new URL(url).origin);
}

/** An error in one line: of an expectation, what was expected of what, and what was there. */
function inWords(error: Thrown): string {
  const told = gist(error);
  if (!/^expect\(.*\)/.test(told)) return told;
  const seen = details(error).filter((line) => /^(Locator|Expected|Received)\b[^:]*: /.test(line));
  return [told, ...seen.map((line) => line.replaceAll(/\s+/g, ' '))].join(', ').slice(0, 300);
}
