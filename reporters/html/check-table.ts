import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { type LayerRow, layerRows } from '../model/layer-rows.ts';
import { anchorOf } from './check-link.ts';
import { duration } from './duration.ts';
import { type Html, html, type Part } from './markup.ts';
import type { Screen } from './screen.ts';
import { outcomeMark, outcomeWords, reasonOf } from './status-badges.ts';

const worstFirst = Object.keys(outcomeWords) as CheckRecord['outcome'][];

/** Every check by layer: what does not hold comes first, what holds is folded. */
export function checksScreen(record: RunRecord): Screen | undefined {
  const rows = layerRows(record).toSorted((a, b) => worstFirst.indexOf(a.outcome) - worstFirst.indexOf(b.outcome));
  if (rows.length === 0) return undefined;
  const body = html`<div class="layers">${rows.map((row) => layer(row, record))}</div>`;
  return { id: 'checks', title: `All ${record.checks.length} checks`, short: 'Checks', body };
}

function layer({ layer: name, outcome, counts, bad }: LayerRow, { checks }: RunRecord): Html {
  const passed = checks.filter((check) => check.layer === name && check.outcome === 'pass');
  const told = worstFirst.flatMap((one) =>
    counts[one] > 0 ? [outcomeMark(one, `${counts[one]} ${outcomeWords[one]}`)] : [],
  );
  const heading = html`<h3>${name}</h3> <span class="counts">${told}</span>`;
  if (outcome === 'pass')
    return html`<details class="layer"><summary>${heading}</summary>${table(passed, `${name}: passed`)}</details>`;
  return html`<div class="layer"><div class="heading">${heading}</div>${table(bad, `${name}: does not hold`)}
${passed.length > 0 && html`<details><summary>${passed.length} passed</summary>${table(passed, `${name}: passed`)}</details>`}</div>`;
}

const table = (checks: readonly CheckRecord[], caption: string): Part =>
  html`<table class="checks"><caption class="unseen">${caption}</caption><thead><tr><th scope="col">Outcome</th><th scope="col">Check</th><th scope="col">Took</th><th scope="col">Why</th></tr></thead>
<tbody>${checks.map(row)}</tbody></table>`;

const row = (check: CheckRecord): Html =>
  html`<tr id="${anchorOf(check.id)}"><td>${outcomeMark(check.outcome)}</td><td><code>${check.id}</code><div class="quiet">${check.title}</div></td><td class="number">${check.attempts > 0 && duration(check.durationMs)}</td><td>${reasonOf(check)}${check.muted && html`<div class="quiet">muted until ${check.muted.until} by ${check.muted.owner}: ${check.muted.reason}</div>`}${check.causedBy.length > 0 && html`<div class="quiet">because of ${check.causedBy.join(', ')}</div>`}</td></tr>`;
