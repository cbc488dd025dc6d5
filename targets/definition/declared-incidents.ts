import { z } from 'zod';

const step = z.strictObject({
  text: z.string().min(3),
  /** A line for a shell. `{region}`, `{ecs-cluster}`, `{ecs-service}`, `{log-group}`, `{api}` and others are filled in. */
  command: z.string().min(1).optional(),
  /** What to expect, and where each outcome leads: `the figure grows -> over; the same -> Do 2`. */
  expect: z.string().regex(/ -> /, 'what may show, " -> " and where that leads'),
  /** It is the rollback itself: shown where going back is known to help. */
  goesBack: z.literal('api').optional(),
  /** Minutes after which it is due, when what came before has not helped. */
  afterMinutes: z.number().positive().optional(),
});

/** What it means that a declared request does not hold: a page of the team's own runbook, in place of the general one. */
const incident = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and dashes'),
  /** What is broken, as the start of a sentence that the evidence finishes. */
  title: z.string().min(8).max(75),
  /** In which ways it fails then; in any unless said. */
  when: z
    .array(z.enum(['status', 'header', 'value']))
    .min(1)
    .default(['status', 'header', 'value']),
  /** Who is hit, and by what. */
  affected: z.string().min(8),
  symptoms: z.array(z.string().min(3)).default([]),
  /** What to look at first, in words. */
  firstChecks: z.array(z.string().min(3)).default([]),
  steps: z.tuple([step], step),
  /** What goes away without anyone's doing. */
  selfHealing: z.string().min(3).default('Unknown.'),
  /** Whether going back to the release before would help. */
  rollback: z.strictObject({ scope: z.enum(['api', 'none']), why: z.string().min(8) }),
  /** What to look for in the API's log. */
  logs: z.string().min(1).optional(),
});
export type DeclaredIncident = z.output<typeof incident>;

/** What fits none of them is told by the general page. */
export const declaredIncidents = z.array(incident).default([]);
