import { statusLine } from '#fixtures/outcome/common-failures.ts';
import type { FactsWith } from '#record/facts.ts';
import { defineFailures } from '#record/failure-code.ts';

type Compared = FactsWith<'subject' | 'expected' | 'got'>;

/** How a request that the target declares does not do what is promised of it. `subject` is its step: `POST /v1/events`. */
export const requestFailures = defineFailures({
  'request-status': { class: 'http-error', message: statusLine },
  'request-header': {
    class: 'contract',
    message: ({ subject, header, expected, got }: Compared & FactsWith<'header'>) =>
      `${subject} answered ${got} in ${header}, expected ${expected}`,
  },
  'request-value': {
    class: 'contract',
    message: ({ subject, field, expected, got }: Compared & FactsWith<'field'>) =>
      `${subject} answered ${got} under "${field}", expected ${expected}`,
  },
  /** A later step needs it. */
  'request-value-missing': {
    class: 'contract',
    message: ({ subject, field }: FactsWith<'subject' | 'field'>) => `${subject} answered nothing under "${field}"`,
  },
  /** A step's address is a value of an earlier one, and leads to another origin: nothing is sent there. */
  'request-elsewhere': {
    class: 'contract',
    message: ({ subject, expected, got }: Compared) => `${subject} would go to ${got}, expected ${expected}`,
  },
  'request-late': {
    class: 'latency',
    message: ({ subject, ms, budgetMs }: FactsWith<'subject' | 'ms' | 'budgetMs'>) =>
      `${subject} took ${Math.round(ms)} ms, budget ${budgetMs} ms`,
  },
  /** The steps held; what they wrote is still there. */
  'request-not-undone': {
    class: 'data',
    message: ({ subject, detail }: FactsWith<'subject' | 'detail'>) =>
      `what the request wrote was not taken back: ${subject} ${detail}`,
  },
});
