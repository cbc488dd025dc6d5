import type { LayerDefinition } from '#diagnosis/layer.ts';
import { imageFailures } from './failures.ts';
import { imageIncidents } from './incidents.ts';

export const layer: LayerDefinition = { failures: imageFailures, incidents: imageIncidents };
