import { clockTime } from '#diagnosis/clock.ts';
import type { RunRecord } from '#record/run-record.ts';
import { runningReleases } from '../model/running-releases.ts';
import type { Answer } from '../model.ts';
import { ordinal } from '../text/format.ts';
import { duration } from './duration.ts';
import { facts } from './facts.ts';
import { type Html, html, type Part } from './markup.ts';
import { icon, verdictTone } from './status-badges.ts';
import { tally } from './tally.ts';

/** The page's title: what stands on the browser's tab. */
export const pageTitle = ({ record: { verdict, target, endedAt }, diagnosis }: Answer): string =>
  [verdict.name.toUpperCase(), diagnosis.severity, target, clockTime(endedAt)].filter(Boolean).join(' ');

/** Verdict, severity, target and time; then the run in numbers. */
export function masthead({ record, diagnosis: { severity }, redRuns }: Answer): Html {
  const { verdict, target, environment, endedAt } = record;
  const tone = verdictTone(verdict.name);
  const row = redRuns > 1 && html`<span class="streak">${ordinal(redRuns)} red run in a row</span>`;
  return html`<header class="masthead">
<h1><span class="verdict">${icon(tone)} ${verdict.name}</span>${severity && html` <span class="severity">${severity}</span>`} <span class="target">${target}</span>${environment !== target && html` <span class="environment">${environment}</span>`}</h1>
<p class="when"><time datetime="${endedAt}">${endedAt.slice(0, 10)} <b>${clockTime(endedAt)}</b></time> ${row}</p>
${tally(record)}
${facts(runFacts(record))}
</header>
`;
}

function runFacts(record: RunRecord): [string, Part][] {
  const { id, durationMs, verdict, trigger, location, round } = record;
  return [
    ['Run', html`<code>${id}</code>`],
    ['Took', duration(durationMs)],
    ['Exit code', `${verdict.code} (${verdict.name})`],
    ['Trigger', `${trigger}, from ${location}${round > 1 ? `, round ${round}` : ''}`],
    ['Releases', runningReleases(record)],
  ];
}
