import { troubleLine } from '#fixtures/browser/page-monitor.ts';
import { wayTo } from '#fixtures/claim/needs.ts';
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
    needs: [...wayTo(frontend?.host ?? ''), 'frontend/pages', 'frontend/assets'],
    watched: frontend,
  }),
  async ({ page, guard }) => {
    await visitPages(page, guard);
    const trouble = guard.unexpected();
    if (trouble[0])
      fail('render', `the page reports ${troubleLine(trouble[0])}`, { evidence: trouble.map(troubleLine) });
    expect(trouble).toEqual([]);
  },
);
