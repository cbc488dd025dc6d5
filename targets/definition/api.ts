import { z } from 'zod';
import { accepted, hostName, path } from './fields.ts';
import { healthContract } from './health-contract.ts';
import { routesSchema } from './routes.ts';

/** Shapes of a health answer that frameworks emit, and two that need none: a text, and the status alone. */
export const healthShapes = ['terminus', 'spring', 'aspnet', 'health+json', 'microprofile', 'words', 'status'] as const;
export type HealthShape = (typeof healthShapes)[number];

const words = z.array(z.string().min(1)).min(1).optional();

/** Any other shape. Places are field names, a dot leads inside; words are compared without regard to case. */
const ownShape = z.strictObject({
  /** Where the map or list of dependencies stands; without it only the whole is judged. */
  map: z.string().min(1).optional(),
  /** Where an entry has its state; by default the entry itself, or the first usual field in it. */
  state: z.string().min(1).optional(),
  /** Where the whole has its state; by default it is not looked at. */
  overall: z.string().min(1).optional(),
  /** Words that mean good. Where these are named, any word that is in no list is bad. */
  good: words,
  degraded: words,
  bad: words,
});
export type OwnShape = z.output<typeof ownShape>;

/** How to read what the API says of itself; guessed and told in the report unless said. */
const shape = z.union([z.enum(healthShapes), ownShape]).optional();

/** One API of the target. What it does not have is left out and becomes `not watched`. */
export const apiSchema = z.strictObject({
  host: hostName,
  /**
   * Liveness: any success. By default its answer may say good or nothing; `accepts` names the text that it must be, or say of the
   * whole in JSON, or a schema that it must fit; `contract` what it must tell beside its state.
   */
  health: z.strictObject({ path, accepts: accepted.optional(), shape, contract: healthContract.optional() }),
  /** Readiness: any success, and no dependency that is named bad. `checks` is where they stand, when only that is unusual. */
  ready: z.strictObject({ path, checks: z.string().min(1).optional(), shape }).optional(),
  /** Where the release can be read: the JSON field of that name. `expect` (or --release) is the one that must be there. */
  version: z.strictObject({ path, field: z.string(), expect: z.string().min(1).optional() }).optional(),
  /** Where Prometheus reads metrics: its text format or OpenMetrics, with at least one sample. */
  metrics: z.strictObject({ path }).optional(),
  /**
   * Fresh connections that must all be answered inside `budgets.health`. Some that are not degrade the run; above the
   * share `failsAbove`, from 0 to 1, they fail it.
   */
  steady: z
    .strictObject({
      requests: z.number().int().min(5).max(50).default(20),
      failsAbove: z.number().min(0).max(1).default(0.2),
    })
    .optional(),
  /** Single routes, and how often and how late each may fail. */
  routes: routesSchema.optional(),
  /** How far the server's `Date` may be off, in seconds. */
  clock: z.strictObject({ withinSeconds: z.number().positive().default(30) }).optional(),
});
