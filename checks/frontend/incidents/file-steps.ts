import type { Step } from '#diagnosis/incident.ts';
import { headOf, rollbackSteps } from '#diagnosis/steps.ts';

/** Bringing the files of the last deploy once more, and what one of them answers then. */
export const uploadAgain = (expect: string): Step => ({
  ...headOf('{url}', 'run the upload of the last deploy again: repeating it is safe; then ask for the file'),
  expect,
});

/** Going back to the build before, and what the page has then. */
export const buildBefore = (expect: string): Step => ({
  ...rollbackSteps.frontend,
  text: 'or deploy the build before, then',
  expect,
});
