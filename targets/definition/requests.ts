import { z } from 'zod';
import { severities } from '#record/vocabulary.ts';
import { declaredIncidents } from './declared-incidents.ts';
import { hostName, ms, secretName } from './fields.ts';

const valueName = z.string().regex(/^[a-z][a-zA-Z0-9]*$/, 'a name such as "usageBefore"');

const conditionWords = ['equals', 'matches', 'growsBy', 'exists'] as const;

/** What a value of an answer has to be. */
const condition = z
  .strictObject({
    /** The value itself; a text that is `{name}` stands for a value that an earlier step took. */
    equals: z.json().optional(),
    /** An expression that the value, as a text, has to match. */
    matches: z.union([z.string().min(1), z.instanceof(RegExp)]).optional(),
    /** By how much the value has grown over the one that an earlier step took, which `since` names. */
    growsBy: z.number().optional(),
    since: valueName.optional(),
    /** `false`: there is no such value, or it is null. */
    exists: z.boolean().optional(),
  })
  .refine((given) => conditionWords.filter((word) => given[word] !== undefined).length === 1, {
    message: 'one of equals, matches, growsBy and exists',
  })
  .refine(({ growsBy, since }) => (growsBy === undefined) === (since === undefined), {
    message: 'growsBy together with since, the name of the value before',
  });
export type Condition = z.output<typeof condition>;

const status = z.number().int().min(100).max(599);

/** One request over HTTP, and what is promised of its answer. `{name}` in it is a value that an earlier step took. */
const step = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  host: hostName,
  /** A path on the host; or `{name}` first, for a value that is an address of it, such as `header:location`. */
  path: z.string().regex(/^(?:\/|\{[a-z][a-zA-Z0-9]*\})/, 'a path that starts with "/", or with a value: "{location}"'),
  /** A header, or the variable that holds a secret to be sent as one. */
  headers: z
    .record(z.string(), z.union([z.string(), z.strictObject({ secret: secretName, prefix: z.string().default('') })]))
    .default({}),
  /** Sent as the signed-in probe user. */
  signedIn: z.boolean().default(false),
  /** A body of JSON, or of any other kind with a content type of its own. */
  json: z.json().optional(),
  text: z.string().optional(),
  expect: z
    .strictObject({
      /** Any 2xx unless said. */
      status: z.union([status, z.array(status).min(1)]).optional(),
      /** By the name of the header. */
      headers: z.record(z.string(), condition).default({}),
      /** By a dotted path into the JSON, such as `items.0.id`. */
      json: z.record(z.string(), condition).default({}),
    })
    .prefault({}),
  /** For how long a step that only reads is asked again until its answer is as promised, in ms. Asked once unless said. */
  patienceMs: ms.optional(),
  /**
   * Values for later steps, by a dotted path into the JSON or as `header:location`. One whose name says that it is a token, a
   * secret, a password, a session or a key is redacted wherever it would be written.
   */
  take: z.record(valueName, z.string().min(1)).default({}),
});
export type RequestStep = z.output<typeof step>;

/** What a team promises of one request, or of several that belong together: the check `api/<name>`. */
const request = z.strictObject({
  /** What holds, in present tense: "an event counts towards the usage". */
  claim: z.string().min(8).max(100),
  severity: z.enum(severities).default('P2'),
  /** The team that answers for it, where it is not the API's. */
  owner: z.string().min(1).optional(),
  /** How long all steps together may take, in ms: slower is degraded. */
  budgetMs: ms.optional(),
  /** It writes nothing, although its methods look like it: a search by POST. */
  readOnly: z.boolean().default(false),
  steps: z.array(step).min(1, 'at least one step'),
  /** What takes back that which the steps wrote: always sent after them. Or why nothing has to be taken back. */
  undo: z
    .union([z.array(step).min(1, 'at least one step'), z.strictObject({ needless: z.string().min(10) })])
    .optional(),
  /** What it means when it does not hold, and what to do then. */
  incidents: declaredIncidents,
});
export type DeclaredRequest = z.output<typeof request>;

/** Requests of the product's own, by the name of their check. */
export const requestsSchema = z
  .record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and dashes, such as "usage"'), request)
  .default({});
