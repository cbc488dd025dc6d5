import type { Answer } from '../model.ts';
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

/** What stands beside a run in its folder. */
export interface Enclosed {
  /** Pictures by the path of their artifact, as data URLs. */
  screenshots?: Readonly<Record<string, string>>;
  /** What else there is to read of the run. */
  links?: readonly ReportLink[];
}

/** The run as one page that needs nothing beside it: the answer first, then what it rests on, then everything. Pure. */
export function renderHtml(answer: Answer, { screenshots = {}, links = [] }: Enclosed = {}): string {
  const { record, diagnosis } = answer;
  const screens = [
    answerScreen(answer),
    evidenceScreen(answer),
    needsScreen(diagnosis, record),
    waterfallScreen(diagnosis, record),
    screenshotScreen(record, screenshots),
    hopsScreen(record),
    symptomsScreen(record),
    checksScreen(record),
  ].filter((screen) => screen !== undefined);
  const rest = [
    unwatchedScreen(record, diagnosis, answer.unseen),
    reasonsScreen(record),
    runScreen(record),
    linksScreen(links, record.id),
  ].filter((screen) => screen !== undefined);
  const body = html`${masthead(answer)}${renderContents([...screens, ...rest])}<main>
${screens.map(renderScreen)}<div class="rest">
${rest.map(renderScreen)}</div>
</main>
`;
  return renderPage(pageTitle(answer), verdictTone(record.verdict.name), body);
}
