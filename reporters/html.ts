import type { RunRecord } from '../record/run-record.ts';
import { diagnose } from '../runbook/diagnose.ts';
import type { Before } from '../runbook/diagnosis.ts';
import type { Target } from '../targets/target.ts';
import { answerScreen } from './html/answer.ts';
import { checksScreen } from './html/check-table.ts';
import { reasonsScreen, runScreen, unwatchedScreen } from './html/closing.ts';
import { evidenceScreen } from './html/evidence.ts';
import { hopsScreen } from './html/hops.ts';
import { verdictTone } from './html/marks.ts';
import { html } from './html/markup.ts';
import { masthead, pageTitle } from './html/masthead.ts';
import { needsScreen } from './html/needs-graph.ts';
import { renderPage } from './html/page.ts';
import { linksScreen, type ReportLink } from './html/report-links.ts';
import { renderContents, renderScreen } from './html/screen.ts';
import { screenshotScreen } from './html/screenshots.ts';
import { symptomsScreen } from './html/symptoms.ts';
import { waterfallScreen } from './html/waterfall.ts';

export interface HtmlOptions extends Before {
  /** Pictures by the path of their artifact, as data URLs. */
  screenshots?: Readonly<Record<string, string>>;
  /** What else there is to read of the run. */
  links?: readonly ReportLink[];
}

/** The run as one page that needs nothing beside it: the answer first, then what it rests on, then everything. Pure. */
export function renderHtml(record: RunRecord, target: Target, options: HtmlOptions = {}): string {
  const { screenshots = {}, links = [], ...before } = options;
  const diagnosis = diagnose(record, target, before);
  const screens = [
    answerScreen(diagnosis, record, target, before),
    evidenceScreen(diagnosis, record, target),
    needsScreen(diagnosis, record),
    waterfallScreen(diagnosis, record),
    screenshotScreen(record, screenshots),
    hopsScreen(record),
    symptomsScreen(record),
    checksScreen(record),
  ].filter((screen) => screen !== undefined);
  const rest = [
    unwatchedScreen(record, diagnosis),
    reasonsScreen(record),
    runScreen(record),
    linksScreen(links, record.id),
  ].filter((screen) => screen !== undefined);
  const body = html`${masthead(record, diagnosis, before)}${renderContents([...screens, ...rest])}<main>
${screens.map(renderScreen)}<div class="rest">
${rest.map(renderScreen)}</div>
</main>
`;
  return renderPage(pageTitle(record, diagnosis), verdictTone(record.verdict.name), body);
}
