import { defineFailures } from '#record/failure-code.ts';

/** How claims of this layer fail. */
export const edgeFailures = defineFailures({});
