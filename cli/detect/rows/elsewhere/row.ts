import type { Changes } from '#record/samples/sample-check.ts';
import type { Truth } from '../../truth.ts';

/** What somebody knows of a fault of a product unlike the demo, and what checks showed of its kind. */
export interface ElsewhereRow {
  what: string;
  /** By check; the first is the one that tells it. */
  changes: Changes;
  /** Incidents of which each is a right name. */
  means: readonly string[];
  truth: Truth;
}

/** The facts of an answer with another status than 200. */
export const answered = (subject: string, status: number, detail?: string) => ({
  ...{
    subject,
    method: subject.split(' ')[0] ?? '',
    path: subject.split(' ')[1] ?? '/',
    status,
    expectedStatus: [200],
  },
  ...(detail && { detail }),
});
