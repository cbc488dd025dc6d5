import type { Diagnosis } from '#diagnosis/model.ts';
import type { Exchange, Phases } from '#record/evidence.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { duration } from './duration.ts';
import { isBad, worthShowing } from './exchange-table.ts';
import { type Html, html } from './markup.ts';
import type { Screen } from './screen.ts';
import { icon } from './status-badges.ts';

const phaseWords = {
  dns: 'DNS',
  tcp: 'TCP',
  tls: 'TLS',
  ttfb: 'first byte',
  transfer: 'transfer',
  rest: 'waiting',
} as const;
type PhaseName = keyof typeof phaseWords;
const phaseNames = Object.keys(phaseWords) as PhaseName[];

/** So many failing checks are drawn; their numbers stand in the evidence. */
const most = 3;
const scale = 1_000;
/** Less of a request than that is not worth a bar of its own. */
const leastShare = 0.05;

/** Where the time of the failing checks' requests went. Each bar begins when its request did. */
export function waterfallScreen({ causes }: Diagnosis, record: RunRecord): Screen | undefined {
  const leads = causes.flatMap(({ checks: [id] }) => record.checks.find((check) => check.id === id) ?? []);
  const drawn = leads.filter(({ exchanges }) => exchanges.length > 0).slice(0, most);
  if (drawn.length === 0) return undefined;
  const used = new Set(
    drawn.flatMap(({ exchanges }) => exchanges.flatMap(({ phases }) => partsOf(phases))).map(({ name }) => name),
  );
  const body = html`<ul class="legend">${phaseNames.filter((name) => used.has(name)).map((name) => html`<li>${swatch(name)} ${phaseWords[name]}</li>`)}</ul>
${drawn.map(waterfall)}
<p class="quiet">Each bar begins when its own request did; some ran side by side.</p>`;
  return { id: 'waterfall', title: 'Where the time went', short: 'Timing', body };
}

const swatch = (name: string): Html =>
  html`<svg class="swatch" viewBox="0 0 1 1" aria-hidden="true"><rect class="phase-${name}" width="1" height="1"/></svg>`;

function waterfall({ id, exchanges }: CheckRecord): Html {
  const shown = worthShowing(exchanges);
  const longest = Math.max(...shown.map(({ phases }) => phases.total), 0.1);
  return html`<h3><code>${id}</code></h3><ol class="waterfall">${shown.map((exchange) => bar(exchange, longest))}</ol>`;
}

function bar(exchange: Exchange, longest: number): Html {
  const { method, url, status, error, phases } = exchange;
  const reached = partsOf(phases);
  const numbers = reached.map(({ name, ms }) => `${phaseWords[name]} ${duration(ms)}`).join(' · ');
  return html`<li><div class="what">${isBad(exchange) && html`<span class="mark bad">${icon('bad')}</span>`}<code>${method} ${pathOf(url)}</code> <span>${error ?? status}</span><b class="number">${duration(phases.total)}</b></div>
<svg class="bar" viewBox="0 0 ${scale} 10" preserveAspectRatio="none" aria-hidden="true">${segments(reached, scale / longest)}</svg>
<div class="quiet">${numbers}</div></li>`;
}

interface PhasePart {
  name: PhaseName;
  ms: number;
}

/** The phases that were reached, and the time that none of them accounts for: what a time-out mostly consists of. */
function partsOf(phases: Phases): PhasePart[] {
  const { total, ...measured } = phases;
  const reached = phaseNames.flatMap((name) => {
    const ms = name === 'rest' ? undefined : measured[name];
    return ms === undefined ? [] : [{ name, ms }];
  });
  const rest = total - reached.reduce((sum, { ms }) => sum + ms, 0);
  return rest > total * leastShare ? [...reached, { name: 'rest', ms: rest }] : reached;
}

function segments(parts: readonly PhasePart[], unit: number): Html[] {
  let from = 0;
  return parts.map(({ name, ms }) => {
    const width = Math.max(1, ms * unit);
    const segment = html`<rect class="phase-${name}" x="${from.toFixed(1)}" width="${width.toFixed(1)}" height="10"/>`;
    from += width;
    return segment;
  });
}

const pathOf = (url: string) => url.replace(/^\w+:\/\/[^/]+(?=\/)/, '').replace(/\?.*$/s, '?…');
