import { z } from 'zod';

const word = z.string();
const figure = z.number();
const words = z.array(z.string());

/**
 * What a failing check saw, as fields: what incidents match, what messages are rendered from, and what a program may read.
 * The list is closed, so that one thing has one name in every layer. Texts are redacted and bounded before they get here.
 */
export const factsSchema = z
  .strictObject({
    /** What was asked, as a reader calls it: `the refresh of a good cookie`. */
    subject: word,
    method: word,
    url: word,
    path: word,
    /** A host by its name in the target, or by its address. */
    host: word,
    status: figure.int(),
    expectedStatus: z.array(z.number().int()),
    /** What a value should be, and what it was. */
    expected: z.union([word, figure, words]),
    got: z.union([word, figure, words]),
    /** `count` of `total` are concerned. */
    count: figure.int().nonnegative(),
    total: figure.int().nonnegative(),
    /** The same as a word, where it decides what a failure means: a bad part among good ones, more bad than good, or all of several. */
    extent: z.enum(['some', 'most', 'all']),
    /** Parts that a service depends on and that are not well, what it says of each, and what kind of part each is. */
    dependency: words,
    state: words,
    dependencyKind: z.array(z.enum(['database', 'cache', 'queue', 'other'])),
    /** As the system names it: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `resource_missing`. */
    errorCode: word,
    /** Where on the way it ended: `request` when nothing came back, `answer` when what came back broke off. */
    phase: z.enum(['dns', 'tcp', 'tls', 'request', 'answer']),
    /** How much of an answer had come when it broke off, and as much its headers had said, in bytes as they are sent. */
    bytes: figure.int().nonnegative(),
    expectedBytes: figure.int().nonnegative(),
    ms: figure,
    budgetMs: figure,
    seconds: figure,
    days: figure,
    /** When a certificate or a signature expires or has expired: an ISO 8601 instant. */
    expiresAt: word,
    /** When an answer says that it will be back: an ISO 8601 instant. */
    backAt: word,
    field: word,
    header: word,
    cookie: word,
    /** Which of a cookie's flags are not as they should be; `expected` and `got` are listed in the same order. */
    flags: z.array(z.enum(['HttpOnly', 'Secure', 'Path', 'SameSite'])),
    /** An asset, an image or another thing that has a name. */
    name: word,
    /** What an asset is to the page that names it. */
    assetKind: z.enum(['script', 'style', 'font', 'image', 'other']),
    /** A media type. */
    type: word,
    origin: word,
    release: word,
    otherRelease: word,
    /** The id of an object at a third party, such as `we_1`. */
    object: word,
    /** Which of a code's few ways it was, in a word that the code's layer lists. */
    problem: word,
    /** Whether the control account of the target gets in where the probe's does not. */
    controlAccount: z.enum(['accepted', 'refused', 'unclear', 'not-asked']),
    /** Whether a sign-in leaves the session before alive, as earlier runs have seen it. */
    sessionsAtOnce: z.enum(['several', 'one', 'unknown']),
    /** What the product says that a user has: `premium`. */
    tier: word,
    /** What a third party's status page says: `none`, `minor`, `major`, `critical`, or that it does not answer. */
    statusPage: word,
    /** The request that put things right again when the run tried it. */
    repairedBy: word,
    /** What the application's own log shows, in words that the layer lists. */
    log: words,
    /** The product's own words. */
    detail: word,
  })
  .partial();
export type Facts = z.infer<typeof factsSchema>;

/** How far something goes that concerns `count` of `total`; one of one says nothing of the others. */
export const extentOf = (count: number, total: number): NonNullable<Facts['extent']> =>
  total > 1 && count === total ? 'all' : 'some';

/** Facts of which some are there. */
export type FactsWith<K extends keyof Facts> = Facts & { [N in K]-?: NonNullable<Facts[N]> };

/**
 * Facts as the record takes them. What came from a server may be of another type than it is declared: such a one is told
 * as it is written, and left out where not even that fits. A failure must not be lost for the shape of what it tells.
 */
export function fittingFacts<F extends Facts>(facts: F): F {
  if (factsSchema.safeParse(facts).success) return facts;
  const fitting = Object.entries(facts).flatMap(([name, value]: [string, unknown]) => {
    const schema = factsSchema.shape[name as keyof Facts];
    const written = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
    const fit = [value, written].find((one) => schema?.safeParse(one).success);
    return fit === undefined ? [] : [[name, fit] as const];
  });
  return Object.fromEntries(fitting) as F;
}
