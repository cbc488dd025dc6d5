import { z } from 'zod';
import { ms, path } from './fields.ts';

const status = z.number().int().min(100).max(599);

/** A route that can be asked many times without harm: it reads, or it refuses what it is sent. */
const route = z
  .strictObject({
    method: z.enum(['GET', 'HEAD', 'POST']).default('GET'),
    path,
    /** A body of JSON for a POST. */
    json: z.json().optional(),
    /** Any 2xx unless said. */
    status: status.optional(),
    /** A POST that writes nothing: a search. */
    readOnly: z.boolean().default(false),
  })
  .refine(({ method, json }) => method === 'POST' || json === undefined, { message: 'a body goes with POST only' })
  .refine(
    ({ method, status: promised = 0, readOnly }) =>
      method !== 'POST' || readOnly || (promised >= 400 && promised < 500),
    {
      message: 'a POST that is refused (status from 400 to 499) or readOnly: what is asked so often must write nothing',
    },
  );
export type Route = z.output<typeof route>;

/** How well single routes answer: each is asked so many times, over fresh connections. */
export const routesSchema = z.strictObject({
  /** Requests to each route. Twenty show a share of failures from 14 % up, for sure; fifty from 6 %. */
  requests: z.number().int().min(5).max(50).default(20),
  /** The share of them, from 0 to 1, that may fail: fewer degrade the run, more fail it. */
  failsAbove: z.number().min(0).max(1).default(0.05),
  /** How long the 95th percentile of a route may take, in ms: slower is degraded. */
  p95: ms.default(1_000),
  of: z.array(route).min(1).max(10),
});
