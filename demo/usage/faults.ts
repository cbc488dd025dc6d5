import type { Fault } from '../faults.ts';

/** Every fault that the demo of the Usage Metrics API can show, by the id that switches it on. */
export const usageFaults = {
  'error-rate': { description: 'Every fourth read of a usage ends in a 500', effect: 'failed' },
  overload: { description: 'Every third answer of every route but the probes is a 503', effect: 'failed' },
  p95: { description: 'Every fifth read of a usage takes 1.6 seconds', effect: 'degraded' },
  'not-ready': { description: 'The service lives and cannot reach its store', effect: 'failed' },
  'no-healthy-hosts': { description: 'The load balancer has no task to send anything to', effect: 'failed' },
  'contract-broken': { description: 'The liveness answer has lost its version', effect: 'failed' },
  'wrong-service': { description: 'The load balancer leads to another service', effect: 'failed' },
  'health-cached': { description: 'A proxy answers for liveness with what it kept ten minutes ago', effect: 'failed' },
  'stale-version': { description: 'The release before is still the one that serves', effect: 'failed' },
  'write-lost': { description: 'Events are taken, and never counted', effect: 'failed' },
  'events-refused': { description: 'Good events are refused as invalid', effect: 'failed' },
  'validation-gone': { description: 'Events without an entity are taken', effect: 'failed' },
  'tls-expired': { description: 'The certificate has ended', effect: 'failed', perHost: true },
  dns: { description: 'The name does not resolve', effect: 'failed', perHost: true },
} as const satisfies Record<string, Fault>;

/** The hosts that a fault can be pinned to. */
export const usageHosts = ['api'] as const;
