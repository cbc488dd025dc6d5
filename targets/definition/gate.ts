import { z } from 'zod';
import { hostName, path } from './fields.ts';

/** Where a host says which release it serves. */
const releaseMarkerSchema = z.discriminatedUnion('in', [
  /** A field of a JSON answer, such as `version` of `/version.json`; a dot leads inside. */
  z.strictObject({ in: z.literal('json'), path, name: z.string().min(1) }),
  /** A header of the answer. */
  z.strictObject({ in: z.literal('header'), path: path.default('/'), name: z.string().min(1) }),
  /** The content of a meta tag. */
  z.strictObject({ in: z.literal('meta'), path: path.default('/'), name: z.string().min(1) }),
  /** The hashed names of the scripts and styles that the page loads. */
  z.strictObject({ in: z.literal('assets'), path: path.default('/') }),
]);
export type ReleaseMarker = z.output<typeof releaseMarkerSchema>;

/** How `npm run gate` judges a deploy: docs/gate.md. */
export const gateSchema = z
  .strictObject({
    /** `observe` looks, tells and keeps count of what it would have blocked; `block` fails the deploy. */
    mode: z.enum(['observe', 'block']).default('observe'),
    /** What an answer of 3 does to the deploy after it was tried again; by default it blocks where `mode` is `block`. */
    onInconclusive: z.enum(['block', 'pass']).optional(),
    /** By host, where `apis.<name>.version` and `frontend.release` do not say it. */
    releases: z.record(hostName, releaseMarkerSchema).default({}),
    /** How long a release that no marker shows is given to arrive, in seconds. */
    settleSeconds: z.number().nonnegative().default(60),
    /**
     * How long a host that named its release and stops doing so is given to come back, as while it is restarted, before it is
     * looked at all the same, in seconds.
     */
    silentSeconds: z.number().nonnegative().default(120),
    /** Slower than before is a median above `factor` times the median before, and by at least `floorMs` (ms). */
    latency: z
      .strictObject({ factor: z.number().min(1).default(2), floorMs: z.number().nonnegative().default(300) })
      .prefault({}),
  })
  .prefault({});
