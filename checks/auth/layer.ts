import type { LayerDefinition } from '#diagnosis/layer.ts';
import { authFailures } from './failures.ts';
import { authIncidents } from './incidents.ts';

export const layer: LayerDefinition = { failures: authFailures, incidents: authIncidents };
