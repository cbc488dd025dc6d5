import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { listen } from '../net/listen.ts';
import { changedIssue, issueComment, newIssue, pagerDutyEvent, slackMessage, teamsMessage } from './limits.ts';

export interface Issue {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: string[];
  comments: string[];
}

/** Slack, Teams, PagerDuty, the issues of GitHub, a heartbeat and any webhook on one loopback server. Disposing it closes it. */
export interface Receivers extends AsyncDisposable {
  origin: string;
  slack: z.infer<typeof slackMessage>[];
  teams: z.infer<typeof teamsMessage>[];
  pagerDuty: z.infer<typeof pagerDutyEvent>[];
  issues: Issue[];
  /** What came to `/hook`, with its headers. */
  hook: { body: unknown; headers: Record<string, string> }[];
  /** What was asked below `/alive`: method and path. */
  beats: string[];
  /** In words what was refused, because the service takes no such thing. */
  refused: string[];
  /** Answers everything instead, as long as it is set. */
  instead?: ((path: string) => Response | Promise<Response> | undefined) | undefined;
}

/** Opens them; each refuses what the real one would. */
export async function openReceivers(): Promise<Receivers> {
  const app = new Hono();
  const received: Omit<Receivers, 'origin' | typeof Symbol.asyncDispose> = {
    ...{ slack: [], teams: [], pagerDuty: [], issues: [], hook: [], beats: [], refused: [] },
  };
  app.use(async (c, next) => (await receivers.instead?.(c.req.path)) ?? next());
  addChannels(app, received);
  addIssues(app, received);
  const server = await listen({ fetch: app.fetch });
  const receivers: Receivers = Object.assign(received, {
    origin: `http://127.0.0.1:${server.port}`,
    [Symbol.asyncDispose]: () => server.close(),
  });
  return receivers;
}

type Received = Omit<Receivers, 'origin' | typeof Symbol.asyncDispose>;

/** What fits is handed on; what does not is answered with 400 and written down. */
async function taken<T>(c: Context, schema: z.ZodType<T>, { refused }: Received): Promise<T | Response> {
  const text = await c.req.text();
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success && !halved.test(text)) return parsed.data;
  refused.push(`${c.req.path}: ${parsed.error?.message ?? 'half of a character'}`);
  return c.text('invalid_payload', 400);
}

/** Half of a character, as JSON spells it: no Unicode, and so no JSON to those that parse strictly. */
const halved = /\\ud[89a-f][\da-f]{2}/i;

function addChannels(app: Hono, received: Received): void {
  app.post('/slack', async (c) => {
    const message = await taken(c, slackMessage, received);
    if (message instanceof Response) return message;
    received.slack.push(message);
    return c.text('ok');
  });
  app.post('/teams', async (c) => {
    const message = await taken(c, teamsMessage, received);
    if (message instanceof Response) return message;
    received.teams.push(message);
    return c.body(null, 202);
  });
  app.post('/v2/enqueue', async (c) => {
    const event = await taken(c, pagerDutyEvent, received);
    if (event instanceof Response) return event;
    received.pagerDuty.push(event);
    return c.json({ status: 'success', message: 'Event processed', dedup_key: event.dedup_key }, 202);
  });
  app.post('/hook', async (c) => {
    received.hook.push({ body: await c.req.json(), headers: c.req.header() });
    return c.body(null, 204);
  });
  app.all('/alive/*', (c) => {
    received.beats.push(`${c.req.method} ${c.req.path}`);
    return c.text('OK');
  });
}

function addIssues(app: Hono, received: Received): void {
  const { issues } = received;
  const base = '/repos/:owner/:name/issues';
  const issueOf = (c: Context) => issues.find(({ number }) => String(number) === c.req.param('number'));
  app.get(base, (c) => {
    const { state, labels } = c.req.query();
    return c.json(issues.filter((one) => one.state === state && one.labels.includes(labels ?? '')));
  });
  app.post(base, async (c) => {
    const issue = await taken(c, newIssue, received);
    if (issue instanceof Response) return issue;
    issues.push({ ...issue, number: issues.length + 1, state: 'open', comments: [] });
    return c.json({ number: issues.length }, 201);
  });
  app.patch(`${base}/:number`, async (c) => {
    const issue = issueOf(c);
    const change = await taken(c, changedIssue, received);
    if (change instanceof Response || !issue) return change instanceof Response ? change : c.json({}, 404);
    const { title = issue.title, body = issue.body, state } = change;
    Object.assign(issue, { title, body, state });
    return c.json({ number: issue.number });
  });
  app.post(`${base}/:number/comments`, async (c) => {
    const comment = await taken(c, issueComment, received);
    if (comment instanceof Response) return comment;
    issueOf(c)?.comments.push(comment.body);
    return c.json({ id: 1 }, 201);
  });
}
