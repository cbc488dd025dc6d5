import type { ConfigProblem } from '#targets/definition/problem.ts';
import { isSelected } from '#targets/definition/selection.ts';
import type { Settings } from '#targets/definition/settings.ts';
import { isWriting } from '#targets/definition/writing.ts';

/** The chosen checks that write although their tier does not say so. */
export const writingRequests = (settings: Settings): ConfigProblem[] =>
  Object.entries(settings.target.requests)
    .filter(([name, request]) => isWriting(request) && isSelected(settings, { id: `api/${name}`, layer: 'api' }))
    .map(([name]) => ({
      where: `requests.${name}`,
      found: 'a request that writes',
      expected: 'checks that only read: a changed answer can leave behind what was written',
      remedy: 'choose others with --check, or say --writes where that harms nobody',
    }));
