import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { checkLink } from './check-link.ts';
import { duration } from './duration.ts';
import { type Html, html } from './markup.ts';
import type { Screen } from './screen.ts';
import { outcomeMark, reasonOf } from './status-badges.ts';

/** The way of a purchase, hop by hop: a bar, and the same in numbers, with the checks that stopped it. */
export function hopsScreen({ checks, expected }: RunRecord): Screen | undefined {
  const stations = checks
    .filter(({ hops, tier, outcome }) => hops.length > 0 || (tier === 'purchase' && outcome !== 'pass'))
    .toSorted((a, b) => expected.indexOf(a.id) - expected.indexOf(b.id));
  const total = stations.flatMap(({ hops }) => hops).reduce((sum, { ms }) => sum + ms, 0);
  if (total === 0) return undefined;
  const body = html`<svg class="bar tall" viewBox="0 0 ${total.toFixed(1)} 10" preserveAspectRatio="none" aria-hidden="true">${segments(stations)}</svg>
<ol class="hops">${stations.map(station)}</ol>
<p class="quiet">${duration(total)} in all hops that were measured</p>`;
  return { id: 'hops', title: 'The purchase, hop by hop', short: 'Hops', body };
}

function segments(stations: readonly CheckRecord[]): Html[] {
  let from = 0;
  const hops = stations.flatMap(({ hops, outcome }) => hops.map(({ ms }) => ({ ms, bad: outcome === 'fail' })));
  return hops.map(({ ms, bad }, at) => {
    const kind = bad ? 'bad' : at % 2;
    const segment = html`<rect class="hop-${kind}" x="${from.toFixed(1)}" width="${ms.toFixed(1)}" height="10"/>`;
    from += ms;
    return segment;
  });
}

/** The hops that a check measured; where it does not hold, all in one row with the reason. */
function station(check: CheckRecord): Html | Html[] {
  const hops = check.hops.map(({ name, ms }) => html`${name} <b class="number">${duration(ms)}</b>`);
  if (check.outcome === 'pass') return hops.map((hop) => html`<li>${hop}</li>`);
  return html`<li class="broken">${outcomeMark(check.outcome)} ${checkLink(check.id)} ${hops.map((hop) => html`${hop}, `)}<span class="quiet">${reasonOf(check)}</span></li>`;
}
