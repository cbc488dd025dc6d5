import { stepHere } from './done-here.ts';
import type { Incident, Step } from './incident.ts';
import type { FilledIncident } from './model.ts';
import { filledCommand, interpolate, needsMissingPart, type TemplateValues } from './template-values.ts';

/** Puts the target's and the run's own values into a step; a command for a part that the target does not name is left out. */
export function fillStep(step: Step, values: TemplateValues): Step {
  const { text, command, expect, goesBack, keepsWords, afterMinutes } = withoutMissing(step, values);
  const isPartial = command?.includes('{url}') && values.url?.includes('…');
  return {
    text: `${interpolate(text, values)}${isPartial ? '; put in what … stands for: it is not told here' : ''}`,
    ...(command && { command: filledCommand(command, values) }),
    ...(expect && { expect: interpolate(expect, values) }),
    ...(goesBack && { goesBack }),
    ...(keepsWords && { keepsWords }),
    ...(afterMinutes && { afterMinutes }),
  };
}

/** Where a command cannot be given, the step says what is done in its place, as it does to those who run elsewhere. */
function withoutMissing(step: Step, values: TemplateValues): Step {
  const { command, elsewhere, ...here } = stepHere(step, values.platform);
  if (!command) return here;
  return needsMissingPart(command, values) ? { ...here, ...elsewhere } : { ...here, command };
}

/** Puts the target's and the run's own values into an incident. */
export function fillIncident(incident: Incident, values: TemplateValues): FilledIncident {
  const { id, title, brief, symptoms, firstChecks, selfHealing, rollback } = incident;
  const [first, ...rest] = incident.steps;
  return {
    id,
    title: interpolate(title, values),
    ...(brief && { brief }),
    symptoms,
    firstChecks: firstChecks.map((text) => interpolate(text, values)),
    steps: [fillStep(first, values), ...rest.map((step) => fillStep(step, values))],
    selfHealing,
    rollback,
  };
}
