import { appears, locate, openPage } from '../../fixtures/browser.ts';
import { troubleLine } from '../../fixtures/guard.ts';
import { claim, expect, given, test } from '../../fixtures/index.ts';
import { wayTo } from '../../fixtures/needs.ts';
import { fail, note } from '../../fixtures/notes.ts';
import { target } from '../../fixtures/settings.ts';

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
    for (const { path, landmark } of given(frontend).pages) {
      await test.step(`${path} shows itself`, async () => {
        await openPage(page, path);
        const shown = await appears(locate(page, landmark));
        note({ kind: 'probe', name: path, ok: shown });
        const evidence = guard.unexpected().map(troubleLine).slice(0, 6);
        if (!shown) fail('render', `${path} stays blank: what a person knows it by does not appear`, { evidence });
      });
    }
    const trouble = guard.unexpected();
    if (trouble[0])
      fail('render', `the page reports ${troubleLine(trouble[0])}`, { evidence: trouble.map(troubleLine) });
    expect(trouble).toEqual([]);
  },
);
