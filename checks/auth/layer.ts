import type { LayerDefinition } from '#diagnosis/layer.ts';
import { authFailures } from './failures.ts';
import { authIncidents } from './incidents.ts';

export const layer: LayerDefinition = { words: 'sign-in', failures: authFailures, incidents: authIncidents };
