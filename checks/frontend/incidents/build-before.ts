import type { Step } from '#diagnosis/incident.ts';
import { rollbackSteps } from '#diagnosis/steps.ts';

/** Going back to the build before, and what the page has then. */
export const buildBefore = (expect: string): Step => ({
  ...rollbackSteps.frontend,
  text: 'or deploy the build before, then',
  expect,
});
