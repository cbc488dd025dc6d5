import type { LayerDefinition } from '#diagnosis/layer.ts';
import { apiFailures } from './failures.ts';
import { apiIncidents } from './incidents.ts';
import { incidentsOfRequests } from './requests/declared-incidents.ts';
import { requestFailures } from './requests/failures.ts';
import { requestIncidents } from './requests/incidents.ts';

export const layer: LayerDefinition = {
  failures: { ...apiFailures, ...requestFailures },
  incidents: [...apiIncidents, ...requestIncidents],
  incidentsOf: incidentsOfRequests,
};
