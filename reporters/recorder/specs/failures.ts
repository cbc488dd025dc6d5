import type { FactsWith } from '#record/facts.ts';
import { defineFailures } from '#record/failure-code.ts';

/** How a spec of a team's own fails: what it threw is all that is known. */
export const failures = defineFailures({
  'spec-failed': { class: 'contract', message: ({ detail }: FactsWith<'detail'>) => detail },
  /** No browser, no worker, no file of its own: the app was not asked. */
  'spec-not-run': { class: 'harness', message: ({ detail }: FactsWith<'detail'>) => detail },
});
