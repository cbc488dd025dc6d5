import { z } from 'zod';
import { layers, severities } from '#record/vocabulary.ts';
import { secretName } from './fields.ts';
import { isLoopback } from './plain-http.ts';

/** Which incidents somebody is told of; all of them where nothing is said. */
const heard = {
  severities: z
    .array(z.enum(severities))
    .min(1)
    .default([...severities]),
  /** Only what fails in these layers. */
  layers: z.array(z.enum(layers)).min(1).optional(),
  /** Only what these teams of `owners` answer for. */
  teams: z.array(z.string().min(1)).min(1).optional(),
  /** `product`: what is watched is broken. `monitor`: twice in a row a run could not tell; a P2, for whoever runs Watchpost. */
  about: z
    .array(z.enum(['product', 'monitor']))
    .min(1)
    .default(['product', 'monitor']),
};

/** Whether a key, or what has failed, may be sent there. */
export const isSafe = (url: URL | null): boolean => url !== null && (url.protocol === 'https:' || isLoopback(url));

/** Where an API lies that is sent a key. */
const address = z.url().refine((url) => isSafe(URL.parse(url)), 'an https:// address (plain http only on loopback)');

/** A channel of Slack, or of what takes its messages, by an incoming webhook. */
const slackSchema = z.strictObject({
  kind: z.literal('slack'),
  ...heard,
  /** Holds the address of the webhook. */
  url: secretName,
  /** Who is called in the channel when an incident opens or changes: `here`, `channel`, or the id of a user (U…) or group (S…). */
  mention: z
    .array(z.string().regex(/^(?:here|channel|[UWS][A-Z0-9]{2,})$/, 'here, channel, or an id such as U012AB3CD'))
    .default([]),
});

/** A channel of Teams, by a workflow that posts what a webhook receives. */
const teamsSchema = z.strictObject({
  kind: z.literal('teams'),
  ...heard,
  /** Holds the address of the workflow. */
  url: secretName,
  /** Who is called in the channel when an incident opens or changes, by sign-in name. */
  mention: z.array(z.strictObject({ name: z.string().min(1), id: z.email() })).default([]),
});

/** Whatever takes JSON: the notice and the answer of the run, in the shape of `reporters/json/notice-schema.ts`. */
const webhookSchema = z.strictObject({
  kind: z.literal('webhook'),
  ...heard,
  /** Holds the address. */
  url: secretName,
  /** Headers that let us in, each with the variable that holds its value. */
  headers: z.record(z.string().regex(/^[\w-]+$/, 'the name of a header'), secretName).default({}),
});

/** A service of PagerDuty, by an integration of its Events API v2. */
const pagerdutySchema = z.strictObject({
  kind: z.literal('pagerduty'),
  ...heard,
  /** Holds the integration key. */
  routingKey: secretName,
  /** `https://events.eu.pagerduty.com` in the EU service region. */
  api: address.default('https://events.pagerduty.com'),
});

/** An issue for each incident, closed when it is over. */
const githubSchema = z.strictObject({
  kind: z.literal('github'),
  ...heard,
  /** Holds a token that may write issues: in a workflow `GITHUB_TOKEN`, with `issues: write`. */
  token: secretName,
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'owner/name'),
  /** By which the issues are found again: only who may label can have us take an issue for ours. */
  label: z.string().min(1).max(50).default('watchpost'),
  /** Who is called in the issue: `user` or `organisation/team`. */
  mention: z.array(z.string().regex(/^[\w-]+(?:\/[\w.-]+)?$/, 'user or organisation/team')).default([]),
  /** `https://<host>/api/v3` for a GitHub Enterprise Server. */
  api: address.default('https://api.github.com'),
});

/** A dead man's switch outside of AWS, which calls somebody when runs stay away. */
const heartbeatSchema = z.strictObject({
  kind: z.literal('heartbeat'),
  /** Holds the address that is asked for after each run that could tell how the target is. */
  url: secretName,
  /** `healthchecks`: as Healthchecks.io takes it, a run that could not tell is sent to `<url>/fail`. */
  form: z.enum(['plain', 'healthchecks']).default('plain'),
});

/** Who is told of incidents, by names of the team's own: docs/notify.md. */
export const tellSchema = z
  .record(
    z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and dashes, such as "oncall"'),
    z.discriminatedUnion('kind', [
      slackSchema,
      teamsSchema,
      webhookSchema,
      pagerdutySchema,
      githubSchema,
      heartbeatSchema,
    ]),
  )
  .default({});
type Told = z.output<typeof tellSchema>[string];
/** How somebody is told, of one kind. */
export type TellSetting<K extends Told['kind'] = Told['kind']> = Extract<Told, { kind: K }>;
