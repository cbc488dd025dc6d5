import { byLayer } from '#record/by-layer.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { checkLink } from './check-link.ts';
import { type Html, html } from './markup.ts';
import type { Screen } from './screen.ts';
import { outcomeIcon, reasonOf } from './status-badges.ts';

/** What does not hold because of something else, layer by layer. */
export function symptomsScreen({ checks }: RunRecord): Screen | undefined {
  const symptoms = checks.filter(({ causedBy }) => causedBy.length > 0);
  if (symptoms.length === 0) return undefined;
  const reasons = new Set(symptoms.map(because));
  const [only] = reasons.size === 1 ? reasons : [];
  const groups = byLayer(symptoms).map(([layer, own]) => group(layer, own, only === undefined));
  const body = html`${only && html`<p class="quiet">All of them ${only}</p>`}${groups}`;
  return { id: 'symptoms', title: 'Symptoms by layer', short: 'Symptoms', body };
}

const because = ({ causedBy }: CheckRecord) => `because of ${causedBy.join(', ')}`;

const group = (
  layer: string,
  own: readonly CheckRecord[],
  each: boolean,
): Html => html`<h3>${layer} <span class="quiet">${own.length}</span></h3>
<ul class="symptoms">${own.map((check) => html`<li>${outcomeIcon(check.outcome)} ${checkLink(check.id)} ${reasonOf(check)}${each && html` <span class="quiet">${because(check)}</span>`}</li>`)}</ul>`;
