import { commandBlock } from './command.ts';
import { html } from './markup.ts';
import type { Screen } from './screen.ts';

/** A file that stands beside the page. */
export interface ReportLink {
  text: string;
  /** Relative to the folder of the page. */
  path: string;
}

/** Other reports of the run, and the traces of its browser. */
export function linksScreen(links: readonly ReportLink[], runId: string): Screen | undefined {
  if (links.length === 0) return undefined;
  const traces = links.some(({ path }) => path.endsWith('.zip'));
  const allure = links.some(({ path }) => path.endsWith('allure.html'));
  const body = html`<ul class="plain">${links.map(({ text, path }) => html`<li><a href="${href(path)}">${text}</a></li>`)}</ul>
${traces && html`<p class="quiet">A trace opens with <code>npx playwright show-trace &lt;file&gt;</code>.</p>`}
${!allure && html`<p class="quiet">The Allure report is made on demand:</p>${commandBlock(`npm run report -- --run ${runId}`)}`}`;
  return { id: 'reports', title: 'Other reports', short: 'Reports', body };
}

/** Always relative: what looks like a scheme or a host becomes part of a name. */
const href = (path: string) => `./${path.toWellFormed().split('/').map(encodeURIComponent).join('/')}`;
