import type { Incident, Step } from './incident.ts';
import { logOf } from './steps.ts';
import type { TemplateValues } from './template-values.ts';

/** The one trace id leads to the lines of this request; words of the incident lead to its neighbours. */
export function logStep({ logs, rollback }: Incident, places: TemplateValues): Step | undefined {
  if (!logs && rollback.scope !== 'api') return undefined;
  return logOf(places.trace ? '"{trace}"' : (logs ?? '?error ?Error'));
}
