import { z } from 'zod';
import { muteSchema } from '#record/mute.ts';
import { environments, failureClasses, layers, severities } from '#record/vocabulary.ts';
import { apiSchema } from './api.ts';
import { billingSchema } from './billing.ts';
import { allowed, cadence, hostName, landmark, ms, path, secretName } from './fields.ts';
import { gateSchema } from './gate.ts';
import { imagesSchema } from './images.ts';
import { maintenanceSchema } from './maintenance.ts';
import { changeFreezeSchema, escalateIfSchema, responseSchema, unseenSchema } from './on-call.ts';
import { operationsSchema } from './operations.ts';
import { ordersSchema } from './orders.ts';
import { requestsSchema } from './requests.ts';
import { authSchema } from './sign-in.ts';
import { checksSchema } from './specs.ts';
import { tellSchema } from './tell.ts';

const page = z.strictObject({
  path,
  landmark,
  /** Path of a client-side route: a server that does not know it must still answer the app. */
  deepLink: z.boolean().default(false),
});

const frontendSchema = z.strictObject({
  host: hostName,
  pages: z.array(page).min(1),
  /** How long the index may be cached, in seconds. */
  indexMaxAgeSeconds: z.number().int().nonnegative().default(300),
  /** Where the release shows: the set of asset hashes, or the content of a meta tag. */
  release: z
    .discriminatedUnion('from', [
      z.strictObject({ from: z.literal('assets') }),
      z.strictObject({ from: z.literal('meta'), name: z.string() }),
    ])
    .optional(),
  /** Frontend and this API are shipped together: their releases must be equal. */
  shipsWithApi: z.string().optional(),
  /** The assets of the index that was served before must still answer: a tab opened before a deploy uses them. */
  keepsPreviousAssets: z.boolean().default(false),
  /** A dialog that lies over the page on the first visit, and the button that closes it. */
  consent: z.strictObject({ dialog: landmark, button: z.string() }).optional(),
  /** Console messages that are normal here. What the browser itself writes of a failed request is none: see below. */
  consoleNoise: z.array(allowed).default([]),
  /** Requests that fail by design, told as `answered 401 https://api.example/me` or `net::ERR_FAILED https://…`. */
  expectedFailures: z.array(allowed).default([]),
});

/** Latency budgets in ms. Slower than its budget is `degraded`, never `failed`. */
const budgetsSchema = z.strictObject({
  health: ms.default(1_000),
  page: ms.default(4_000),
  /**
   * What a page may take, in MB; with frames of other sites and the browser itself, twice that. A page that takes more is ended
   * and has failed: it takes the tabs of phones with it, and the machine of the probe.
   */
  pageMegabytes: z.number().int().min(200).default(384),
  asset: ms.default(3_000),
  login: ms.default(3_000),
  image: ms.default(3_000),
  checkout: ms.default(5_000),
  hostedPage: ms.default(20_000),
  /** From the payment to the event that tells of it. */
  event: ms.default(10_000),
  /** From the event to its acknowledgement. */
  webhook: ms.default(10_000),
  /** How long to wait for the acknowledgement before the webhook counts as broken. */
  webhookGiveUp: ms.default(60_000),
  premium: ms.default(30_000),
  /** How long to wait for premium before it counts as missing. */
  premiumGiveUp: ms.default(240_000),
  /** From the event to an order that is paid. */
  order: ms.default(30_000),
  /** How long to wait for it before the order counts as stuck. */
  orderGiveUp: ms.default(120_000),
  /** How long any single request may take before it is called a time-out. */
  request: ms.default(10_000),
});

export const targetSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and dashes'),
  environment: z.enum(environments),
  /** AWS region of the target, where its metrics go as well; empty for one that neither runs there nor publishes. */
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region such as "eu-north-1"')
    .default(''),
  /** Origins by name; the rest of the target speaks of them by these names. */
  hosts: z.record(hostName, z.url()),
  /**
   * Where http:// is meant and no mistake: `true` for every host whose address says so, or the names of these hosts. Whoever
   * stands on the way can read and change what is said there, and nobody's identity is checked: each report tells it. On loopback
   * http:// needs no leave. None by default.
   */
  plainHttp: z.union([z.boolean(), z.array(hostName)]).default(false),
  network: z
    .strictObject({
      /** `address:port` of a name server to ask instead of the machine's own. */
      nameServer: z
        .string()
        .regex(/^[\d.]+:\d+$/, 'address:port, such as 10.0.0.2:53')
        .optional(),
      /** File with the certificates (PEM) of a private authority. */
      caFile: z.string().optional(),
      /** Origins that belong to others, such as a payment page; a failure there is theirs. */
      thirdParties: z
        .array(z.url())
        .default(['https://api.stripe.com', 'https://checkout.stripe.com', 'https://status.stripe.com']),
      /**
       * Connections that go elsewhere, `name:port` to `address:port`: names, certificates and requests stay as they are.
       * For a proxy in between, such as the one that `prove` puts there.
       */
      connectTo: z
        .record(
          z.string().regex(/^[^:/]+:\d+$/, 'name:port'),
          z.string().regex(/^[\d.]+:\d+$/, 'address:port, such as 127.0.0.1:8443'),
        )
        .default({}),
      /** `host:port` addresses that have nothing to do with the target; when they fail too, it is us. Without any, public name servers are asked, and only when no host answers. */
      neutral: z.array(z.string().regex(/^[^:/]+:\d+$/, 'host:port')).default([]),
    })
    .prefault({}),
  /** Headers that let a probe in (a bypass token, basic auth); sent to these hosts only. The browser sends them however a page asks, but for sockets. */
  access: z.strictObject({ headers: z.record(z.string(), secretName), hosts: z.array(hostName).min(1) }).optional(),
  edge: z
    .strictObject({
      /** Days a certificate must still be good for. */
      certificateDaysLeft: z.number().int().positive().default(14),
      /** Plain-HTTP addresses that must lead to HTTPS, by host. */
      httpsRedirects: z.record(hostName, z.url()).default({}),
    })
    .prefault({}),
  apis: z.record(hostName, apiSchema).default({}),
  /**
   * A team's own checks: patterns of files, relative to the target's. `*.check.ts` import `watchpost`; Playwright specs stay as
   * they are, and `{ specs: … }` says more of them.
   */
  checks: checksSchema,
  frontend: frontendSchema.optional(),
  auth: authSchema.optional(),
  images: imagesSchema.optional(),
  billing: billingSchema.default({ mode: 'off' }),
  /** Orders that signed-in users place and pay once, through the account of `billing`. */
  orders: ordersSchema.optional(),
  /** Requests of the product's own and what is promised of them, each a check: docs/requests.md. */
  requests: requestsSchema,
  budgets: budgetsSchema.prefault({}),
  schedule: z
    .strictObject({
      http: z.strictObject({ every: cadence }).default({ every: '5m' }),
      browser: z.strictObject({ every: cadence }).default({ every: '15m' }),
      /** Without Stripe's page: its look changes, and the claim that decides must not hang on it. */
      purchase: z.strictObject({ every: cadence }).default({ every: '1h' }),
      /** The purchase on Stripe's page. */
      hosted: z.strictObject({ every: cadence }).default({ every: '24h' }),
    })
    .prefault({}),
  /** How a deploy is judged: docs/gate.md. */
  gate: gateSchema,
  /** Severity by check id, where it differs from the check's own. */
  severities: z.record(z.string(), z.enum(severities)).default({}),
  /** Teams, with their channel or number: by layer first, then for everything else. */
  owners: z.partialRecord(z.enum([...layers, 'default']), z.string()).default({}),
  /** Failures of these classes are advice on this target: they degrade a run and never fail it. */
  advisory: z.array(z.enum(failureClasses)).default([]),
  /** Known to be broken and for a while not counted: it still runs and shows. What rests on it counts for itself. */
  mutes: z.array(muteSchema).default([]),
  response: responseSchema,
  /** Who is told of an incident, and how: docs/notify.md. */
  tell: tellSchema,
  escalateIf: escalateIfSchema,
  runbook: z.url().optional(),
  /** How it is done here what the runbook asks for, where the product does not run on AWS. */
  operations: operationsSchema,
  /** What the target's parts are called in AWS: fills in the runbook's commands. What is left out is marked there. */
  aws: z
    .strictObject({
      /** ECS cluster and service of the API. */
      cluster: z.string().min(1).optional(),
      service: z.string().min(1).optional(),
      /** CloudWatch log group of the API, such as `/ecs/api`. */
      logGroup: z.string().min(1).optional(),
      /** How the names of its CloudWatch alarms begin, such as `api-prod-`. */
      alarms: z.string().min(1).optional(),
      /**
       * Whether a run may search that log group where its own evidence fits several incidents: a few lines, read once,
       * redacted. Off unless said; needs `logs:FilterLogEvents` on the group.
       */
      searchLogs: z.enum(['on', 'off']).optional(),
      /** Id of the CloudFront distribution that serves the frontend. */
      distribution: z.string().min(1).optional(),
      imageBucket: z.string().min(1).optional(),
    })
    .optional(),
  maintenance: maintenanceSchema,
  changeFreeze: changeFreezeSchema,
  unseen: unseenSchema,
  /** Origins that get our trace and marker headers in the browser, by host; each costs a CORS preflight. */
  markInBrowser: z.array(hostName).default([]),
  /** What `prove` need not have noticed, because it does not matter here. */
  proof: z
    .strictObject({
      /** Answers that a check looks at and never judges: nothing is done to them. */
      unjudged: z.array(z.strictObject({ answer: z.instanceof(RegExp), reason: z.string().min(10) })).default([]),
      accepted: z
        .array(
          z.strictObject({
            /** Of the answers, such as `GET api /health 200`. */
            answer: z.instanceof(RegExp),
            /** Of what is done to them, such as `header content-type missing`. */
            mutation: z.instanceof(RegExp),
            reason: z.string().min(10),
          }),
        )
        .default([]),
    })
    .prefault({}),
  metrics: z
    .strictObject({
      publish: z.enum(['on', 'off']).default('off'),
      namespace: z
        .string()
        .regex(/^(?!AWS\/)[\w./#:-]+$/)
        .default('Watchpost'),
      perCheck: z.enum(['critical', 'all', 'none']).default('critical'),
    })
    .prefault({}),
});

/** A target as a team writes it. */
export type TargetInput = z.input<typeof targetSchema>;
/** A target with its defaults filled in. */
export type Target = z.output<typeof targetSchema>;
export type Billing = Exclude<Target['billing'], { mode: 'off' }>;
export type Api = z.output<typeof apiSchema>;
