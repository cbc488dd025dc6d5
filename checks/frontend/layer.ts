import type { LayerDefinition } from '#diagnosis/layer.ts';
import { frontendFailures } from './failures.ts';
import { frontendIncidents } from './incidents.ts';

export const layer: LayerDefinition = { words: 'pages', failures: frontendFailures, incidents: frontendIncidents };
