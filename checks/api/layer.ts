import type { LayerDefinition } from '#diagnosis/layer.ts';
import { apiFailures } from './failures.ts';
import { apiIncidents } from './incidents.ts';

export const layer: LayerDefinition = { failures: apiFailures, incidents: apiIncidents };
