import type { Step } from '#diagnosis/incident.ts';
import type { Cause, FilledIncident } from '#diagnosis/model.ts';
import { commandBlock } from './command.ts';
import { facts } from './facts.ts';
import { expected } from './line-list.ts';
import { type Html, html, type Part } from './markup.ts';

/** What a cause may mean, each with its page of the runbook, folded. */
export function runbookPage({ incidents, disambiguate }: Cause, runbook: string | undefined): Part {
  const several = incidents.length > 1;
  return [
    several && html`<h4>One of these; the likeliest first</h4>`,
    disambiguate &&
      (disambiguate.command
        ? html`<p>To tell them apart:</p>${commandBlock(disambiguate.command)}`
        : html`<p>${disambiguate.text}</p>`),
    incidents.map((incident) => incidentPage(incident)),
    runbook?.startsWith('https://') && html`<p><a href="${runbook}" rel="noreferrer">The team’s own runbook</a></p>`,
  ];
}

function incidentPage({ id, title, symptoms, firstChecks, steps, selfHealing }: FilledIncident): Html {
  return html`<details class="runbook"><summary>Runbook: ${title} <code>${id}</code></summary>
${facts([
  ['Shows', symptoms.join('; ')],
  ['Ask first', html`<ul>${firstChecks.map((text) => html`<li>${text}</li>`)}</ul>`],
  ['Heals', selfHealing],
])}
<ol class="steps">${steps.map(step)}</ol></details>`;
}

const step = ({ text, command, expect, afterMinutes }: Step, at: number): Html =>
  html`<li>${afterMinutes && html`<b>After ${afterMinutes} min:</b> `}${text}${command && commandBlock(command, `of step ${at + 1}`)}${expect && expected(expect)}</li>`;
