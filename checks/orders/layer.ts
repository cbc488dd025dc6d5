import type { LayerDefinition } from '#diagnosis/layer.ts';
import { orderFailures } from './failures.ts';
import { orderIncidents } from './incidents.ts';

export const layer: LayerDefinition = { failures: orderFailures, incidents: orderIncidents };
