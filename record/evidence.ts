import { z } from 'zod';
import { factsSchema } from './facts.ts';
import { failureClasses, parties } from './vocabulary.ts';

const milliseconds = z.number().nonnegative();

/** Where the time of one exchange went, in ms; a phase that was not reached is absent. */
export const phasesSchema = z.strictObject({
  dns: milliseconds.optional(),
  tcp: milliseconds.optional(),
  tls: milliseconds.optional(),
  ttfb: milliseconds.optional(),
  transfer: milliseconds.optional(),
  total: milliseconds,
});
export type Phases = z.infer<typeof phasesSchema>;

/** One request and what came back, as kept for a person to read: redacted, bounded, no body beyond 300 characters. */
export const exchangeSchema = z.strictObject({
  method: z.string(),
  url: z.string(),
  status: z.number().int().optional(),
  phases: phasesSchema,
  headers: z.record(z.string(), z.string()),
  address: z.string().optional(),
  protocol: z.string().optional(),
  redirects: z.array(z.string()),
  /** What was sent, redacted; kept only when a run was asked to show everything. */
  sent: z.strictObject({ headers: z.record(z.string(), z.string()), body: z.string().optional() }).optional(),
  /** It carried the session of the probe. */
  signedIn: z.literal(true).optional(),
  traceId: z.string().optional(),
  /** The names and types of a JSON body, or its kind and size. */
  bodyShape: z.string().optional(),
  bodyStart: z.string().optional(),
  /** Whose firewall or bot guard answered in the app's place: `Cloudflare`. */
  blockedBy: z.string().optional(),
  /** Whatever ends TLS refuses for want of a client certificate. */
  wantsCertificate: z.literal(true).optional(),
  /** Who says that nothing is behind the name or the route that was asked: `Heroku`. */
  unroutedBy: z.string().optional(),
  /** It says that too much was asked: by a limit that it names, or to everybody as far as it says. */
  throttled: z.enum(['names-limit', 'names-none']).optional(),
  /** It is a page of maintenance: by its own word, or because it asks to wait and says no other reason. */
  maintenance: z.enum(['says-so', 'asks-to-wait']).optional(),
  error: z.string().optional(),
});
export type Exchange = z.infer<typeof exchangeSchema>;

export const failureSchema = z.strictObject({
  class: z.enum(failureClasses),
  /** Which way of failing it is, of the closed list of its layer. */
  code: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** What was seen, as fields. */
  facts: factsSchema,
  /** Both in words. */
  message: z.string(),
  party: z.enum(parties),
  /** A gateway found no task just then: explained where the host is known to be flaky. */
  unconfirmed: z.boolean(),
  /** Short facts, one a line, the most telling first. */
  evidence: z.array(z.string()),
  /** The line of the check that it was seen in, `file:line`, where a line of it led there. */
  at: z.string().optional(),
});
export type Failure = z.infer<typeof failureSchema>;

/** Something that a check showed to be well, so that nobody has to look there: only what it really saw. */
export const ruledOutSchema = z.strictObject({
  /** In a few words: `DNS`, `/health 200`, `20 of 20 connections served`. */
  what: z.string(),
  /** Of which host, where there are several. */
  of: z.string().optional(),
});
