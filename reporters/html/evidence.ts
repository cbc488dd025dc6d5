import { causeName } from '#diagnosis/cause-name.ts';
import type { Cause } from '#diagnosis/model.ts';
import type { CheckRecord } from '#record/run-record.ts';
import type { Answer } from '../model.ts';
import { count } from '../text/format.ts';
import { checkLink } from './check-link.ts';
import { duration } from './duration.ts';
import { exchangeTable } from './exchange-table.ts';
import { facts } from './facts.ts';
import { type Html, html, type Part } from './markup.ts';
import { runbookPage } from './runbook-page.ts';
import type { Screen } from './screen.ts';
import { outcomeIcon, outcomeMark, reasonOf } from './status-badges.ts';

/** So many causes are open to read, and so many more are folded. */
const open = 3;
const most = 12;

/** What was seen of each cause, and its page of the runbook. */
export function evidenceScreen({ causes, record, runbook, escalateIf }: Answer): Screen | undefined {
  if (causes.length === 0) return undefined;
  const numbered = causes.length > 1;
  const shown = causes.slice(0, most).map(({ cause }, at) => {
    const checks = cause.checks.flatMap((id) => record.checks.find((check) => check.id === id) ?? []);
    const heading = html`<h3>${numbered && `${at + 1}. `}<code>${causeName(cause)}</code> <span class="chip">${cause.class}</span> ${outcomeMark(cause.outcome)}</h3>`;
    const inside = causeEvidence(cause, checks, runbook);
    if (at < open) return html`<article class="evidence">${heading}${inside}</article>`;
    return html`<details class="evidence"><summary>${heading}</summary>${inside}</details>`;
  });
  const hidden = causes.length - shown.length;
  const body = [
    shown,
    hidden > 0 && html`<p class="quiet">and ${count(hidden, 'more cause')}, in the table of all checks</p>`,
    escalateIf.length > 0 &&
      html`<h3>Escalate at once if</h3><ul class="plain">${escalateIf.map((text) => html`<li>${text}</li>`)}</ul>`,
  ];
  return { id: 'evidence', title: 'Evidence', short: 'Evidence', body };
}

function causeEvidence(cause: Cause, checks: readonly CheckRecord[], runbook: string | undefined): Part {
  const [lead, ...others] = checks;
  return [
    lead && html`<p class="claim">Claim: ${lead.title}</p>`,
    html`<ul class="lines">${[cause.message, ...cause.evidence].map((line) => html`<li>${line}</li>`)}</ul>`,
    facts([
      ...(lead ? aboutCheck(lead) : []),
      ['Also', others.map(alsoLine)],
      ['Sure', `${cause.confidence.level}: ${cause.confidence.reasons.join('; ')}`],
    ]),
    lead && probeList(lead),
    lead && exchangeTable(lead),
    runbookPage(cause, runbook),
  ];
}

function aboutCheck({ location, traceId, attempts, durationMs, failure, timings, remarks }: CheckRecord) {
  const tries = attempts > 1 ? `${attempts} attempts, ` : '';
  const took = Object.entries(timings).map(([name, ms]) => `${name} ${duration(ms)}`);
  return [
    ['Failed at', failure?.at && html`<code>${failure.at}</code>`],
    ['Claim at', html`<code>${location}</code>`],
    ['Party', failure?.party],
    ['Took', `${tries}${[duration(durationMs), ...took].join(', ')}`],
    ['Trace', traceId && html`<code>${traceId}</code>`],
    ['Remarks', remarks.join('; ')],
  ] satisfies [string, Part][];
}

const alsoLine = (check: CheckRecord): Html =>
  html`<div>${outcomeIcon(check.outcome)} ${checkLink(check.id)} ${reasonOf(check)}</div>`;

/** The several results of one check; all of them when one is bad. */
function probeList({ probes }: CheckRecord): Part {
  if (probes.every(({ ok }) => ok)) return undefined;
  return html`<h4>Looked at one by one</h4><ul class="probes">${probes.map(
    ({ name, ok, detail }) =>
      html`<li>${outcomeIcon(ok ? 'pass' : 'fail')} <code>${name}</code>${detail && ` ${detail}`}</li>`,
  )}</ul>`;
}
