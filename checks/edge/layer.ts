import type { LayerDefinition } from '#diagnosis/layer.ts';
import { edgeFailures } from './failures.ts';
import { edgeIncidents } from './incidents.ts';

export const layer: LayerDefinition = { failures: edgeFailures, incidents: edgeIncidents };
