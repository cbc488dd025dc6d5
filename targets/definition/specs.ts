import { z } from 'zod';
import { layers, severities, tiers } from '#record/vocabulary.ts';
import { secretName } from './fields.ts';

/** Playwright specs that a team has already, and what is said of them as claims: docs/checks.md. */
const specs = z.strictObject({
  /** A pattern of spec files, relative to the target's file. */
  specs: z.string().min(1),
  /** What they cost: `http` for those that open no page, `purchase` for those that write and must run one by one. */
  tier: z.enum(tiers).default('browser'),
  /** What part of the product they look at. */
  layer: z.enum(layers).default('frontend'),
  /** How bad it is when one does not pass; `severities` says otherwise for single ones, by their ids. */
  severity: z.enum(severities).default('P2'),
  /** The team that answers for them, where it is not that of the layer. */
  owner: z.string().min(1).optional(),
  /** Ids of the claims they rest on. By default the way to the frontend and the APIs, and that these work. */
  needs: z.array(z.string().min(1)).optional(),
  /** Variables with secrets that they read: looked for in everything that a run writes. */
  secrets: z.array(secretName).default([]),
  /**
   * Playwright's `use` for them, as in their own configuration, of which nothing else is read. `baseURL` is the frontend, or
   * the first API of a target without one.
   */
  use: z.record(z.string(), z.unknown()).default({}),
});
export type Specs = z.output<typeof specs>;

/** Files with checks of a team's own: patterns of `*.check.ts` and of specs, or specs with what is said of them. */
export const checksSchema = z.array(z.union([z.string().min(1), specs])).default([]);

/** What is said of specs of which a target says nothing. */
export const plainSpecs = (pattern: string): Specs => specs.parse({ specs: pattern });
