/** The closed lists of words that every room uses. A word that is not here does not exist. */

/**
 * What part of the product a check looks at, and what its users call it. Groups for selection and display; implies no
 * order. Each is a folder, `checks/<layer>/`, with the checks of it.
 */
const usersWords = {
  edge: 'the way there',
  api: 'the API',
  frontend: 'pages',
  auth: 'sign-in',
  images: 'photos',
  billing: 'buying',
  orders: 'orders',
} as const satisfies Record<string, string>;
export type Layer = keyof typeof usersWords;
export const layers = Object.keys(usersWords) as [Layer, ...Layer[]];

/** A layer as its users call it; by its own name where a record has one that exists no more. */
export const inUsersWords = (layer: string): string => (usersWords as Record<string, string>)[layer] ?? layer;

/** What a check costs: `http` needs no browser, `purchase` writes and runs on one worker. */
export const tiers = ['http', 'browser', 'purchase'] as const;
export type Tier = (typeof tiers)[number];

/** `degraded` works, but slowly, on a visible second try, or against advice. `not-run` never counts as a pass. */
export const outcomes = ['pass', 'degraded', 'fail', 'not-run'] as const;
export type Outcome = (typeof outcomes)[number];

/** Why a check that holds is not a clean pass: over its budget, needed a second try, breaks advice only, or hit by what another check counts. */
export const degradedReasons = ['slow', 'second-try', 'advisory', 'symptom'] as const;
export type DegradedReason = (typeof degradedReasons)[number];

/** What we have set up, or were given, and a check has found not to fit, and that have an incident of their own. */
export const unfitSettings = [
  'consent-button',
  'mailbox',
  'probe-account',
  'sign-in-form',
  'second-factor',
  'captcha',
] as const;
export type UnfitSetting = (typeof unfitSettings)[number];

/**
 * Why a check did not run: its input was missing, the run ended first, a secret is missing or refused, it is muted, or no
 * earlier run has left what it compares with, as it is with the first of all. The last is how things should be.
 */
export const notRunReasons = ['blocked', 'cut-off', 'misconfigured', 'muted', 'no-past'] as const;
export type NotRunReason = (typeof notRunReasons)[number];

/** Whether a check that did not run for that reason leaves nothing open: nobody wants to know, or there is nothing to compare with. */
export const leavesNothingOpen = (why: NotRunReason | undefined): boolean => why === 'muted' || why === 'no-past';

/** P0 site down, data loss, security. P1 a major feature is gone. P2 minor or intermittent. P3 cosmetic. */
export const severities = ['P0', 'P1', 'P2', 'P3'] as const;
export type Severity = (typeof severities)[number];

export const triggers = ['schedule', 'deploy', 'manual'] as const;
export type Trigger = (typeof triggers)[number];

/** The runs of a schedule, from the cheapest, which comes most often, to the purchase on Stripe's page. */
export const cadences = ['http', 'browser', 'purchase', 'hosted'] as const;
export type Cadence = (typeof cadences)[number];

/** In `live` nothing buys and nothing writes but what the target allows by name. */
export const environments = ['demo', 'test', 'live'] as const;

/** Who answers for a failure. `suite` is ourselves: the runner, the harness, our own request rate. */
export const parties = ['app', 'edge', 'third-party', 'suite'] as const;
export type Party = (typeof parties)[number];

/** What was seen, with the party that answers for it unless the failure itself says otherwise. */
const partyByClass = {
  dns: 'edge',
  tcp: 'edge',
  tls: 'edge',
  timeout: 'app',
  'edge-blocked': 'edge',
  'rate-limited': 'suite',
  'http-error': 'app',
  contract: 'app',
  dependency: 'app',
  auth: 'app',
  cookie: 'app',
  cors: 'app',
  clock: 'app',
  asset: 'app',
  release: 'app',
  render: 'app',
  image: 'app',
  stripe: 'third-party',
  webhook: 'app',
  entitlement: 'app',
  latency: 'app',
  data: 'app',
  harness: 'suite',
} as const satisfies Record<string, Party>;
export type FailureClass = keyof typeof partyByClass;
export const failureClasses = Object.keys(partyByClass) as [FailureClass, ...FailureClass[]];

/** The party that answers for a class when nothing more is known. */
export const partyOf = (failureClass: FailureClass): Party => partyByClass[failureClass];

/** Every way a run can end, with its exit code. An interrupted run ends with 130 (SIGINT) or 143 (SIGTERM). */
export const exitCodes = {
  ok: 0,
  failed: 1,
  degraded: 2,
  inconclusive: 3,
  misconfigured: 4,
  empty: 5,
  interrupted: 130,
  terminated: 143,
} as const;
export type VerdictName = keyof typeof exitCodes;
export const verdictNames = Object.keys(exitCodes) as [VerdictName, ...VerdictName[]];
