import { diagnoseRun } from '#checks/catalogue.ts';
import type { HistoryContext } from '#diagnosis/model.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';
import { answerScreen } from './answer.ts';
import { checksScreen } from './check-table.ts';
import { evidenceScreen } from './evidence.ts';
import { reasonsScreen, runScreen, unwatchedScreen } from './footer.ts';
import { masthead, pageTitle } from './header.ts';
import { hopsScreen } from './hops.ts';
import { html } from './markup.ts';
import { needsScreen } from './needs-graph.ts';
import { renderPage } from './page.ts';
import { linksScreen, type ReportLink } from './report-links.ts';
import { renderContents, renderScreen } from './screen.ts';
import { screenshotScreen } from './screenshots.ts';
import { verdictTone } from './status-badges.ts';
import { symptomsScreen } from './symptoms.ts';
import { waterfallScreen } from './waterfall.ts';

export interface HtmlOptions extends HistoryContext {
  /** Pictures by the path of their artifact, as data URLs. */
  screenshots?: Readonly<Record<string, string>>;
  /** What else there is to read of the run. */
  links?: readonly ReportLink[];
}

/** The run as one page that needs nothing beside it: the answer first, then what it rests on, then everything. Pure. */
export function renderHtml(record: RunRecord, target: Target, options: HtmlOptions = {}): string {
  const { screenshots = {}, links = [], ...before } = options;
  const diagnosis = diagnoseRun(record, target, before);
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
