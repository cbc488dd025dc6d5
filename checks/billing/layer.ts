import type { LayerDefinition } from '#diagnosis/layer.ts';
import { billingFailures } from './failures.ts';
import { billingIncidents } from './incidents.ts';
import { webhookLogSigns } from './webhook-log-signs.ts';

export const layer: LayerDefinition = {
  failures: billingFailures,
  incidents: billingIncidents,
  logSigns: webhookLogSigns,
};
