import { issueLine } from '#fixtures/browser/page-monitor.ts';
import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { visitPages } from './visit-pages.ts';

const { frontend } = target;

test(
  'every page shows itself in the browser, without an error',
  claim({
    id: 'frontend/renders',
    tier: 'browser',
    severity: 'P0',
    classes: ['render', 'timeout'],
    needs: [...reachabilityOf(frontend?.host ?? ''), 'frontend/pages', 'frontend/assets'],
    watched: frontend,
  }),
  async ({ page, guard }) => {
    await visitPages(page, guard);
    const trouble = guard.unexpected();
    if (trouble[0]) fail('render', `the page reports ${issueLine(trouble[0])}`, { evidence: trouble.map(issueLine) });
    expect(trouble).toEqual([]);
  },
);
