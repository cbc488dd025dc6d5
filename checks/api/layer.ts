import type { LayerDefinition } from '#diagnosis/layer.ts';
import { apiFailures } from './failures.ts';
import { apiIncidents } from './incidents.ts';

export const layer: LayerDefinition = { words: 'the API', failures: apiFailures, incidents: apiIncidents };
