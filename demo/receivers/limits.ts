import { z } from 'zod';

// What the services take, as their documentation says: a message that does not fit is refused by them as a whole.

const text = (most: number) => z.string().min(1).max(most);

const richText = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: text(3_000),
    style: z.strictObject({ bold: z.boolean().optional(), italic: z.boolean().optional() }).optional(),
  }),
  z.strictObject({ type: z.literal('link'), url: z.url().max(3_000), text: z.string().optional() }),
]);

/** https://docs.slack.dev/reference/block-kit/blocks: what Watchpost uses of it. */
export const slackMessage = z.strictObject({
  text: text(4_000),
  mrkdwn: z.literal(false),
  unfurl_links: z.boolean(),
  unfurl_media: z.boolean(),
  blocks: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({
          type: z.literal('header'),
          text: z.strictObject({ type: z.literal('plain_text'), text: text(150), emoji: z.boolean() }),
        }),
        z.strictObject({
          type: z.literal('section'),
          text: z.strictObject({ type: z.literal('mrkdwn'), text: text(3_000) }),
        }),
        z.strictObject({
          type: z.literal('rich_text'),
          elements: z.array(
            z.strictObject({
              type: z.enum(['rich_text_section', 'rich_text_preformatted']),
              elements: z.array(richText).min(1),
            }),
          ),
        }),
      ]),
    )
    .max(50)
    .refine((blocks) => JSON.stringify(blocks).length < 40_000)
    .refine((blocks) => textsIn(blocks).join('').length <= 13_000, 'msg_blocks_too_long'),
});

/** https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using */
export const teamsMessage = z
  .strictObject({
    type: z.literal('message'),
    attachments: z
      .array(
        z.strictObject({
          contentType: z.literal('application/vnd.microsoft.card.adaptive'),
          contentUrl: z.null(),
          content: z.strictObject({
            $schema: z.url(),
            type: z.literal('AdaptiveCard'),
            version: z.enum(['1.2', '1.3', '1.4', '1.5']),
            msteams: z.strictObject({
              width: z.literal('Full'),
              entities: z.array(
                z.strictObject({
                  type: z.literal('mention'),
                  text: z.string().regex(/^<at>[^<>]+<\/at>$/),
                  mentioned: z.strictObject({ id: z.string(), name: z.string() }),
                }),
              ),
            }),
            body: z.array(
              z.discriminatedUnion('type', [
                z.strictObject({ type: z.literal('TextBlock'), text: z.string(), wrap: z.literal(true) }),
                z.strictObject({
                  type: z.literal('RichTextBlock'),
                  inlines: z
                    .array(
                      z.strictObject({
                        type: z.literal('TextRun'),
                        text: z.string().min(1),
                        weight: z.enum(['Bolder']).optional(),
                        size: z.enum(['Large']).optional(),
                        color: z.enum(['Good', 'Attention', 'Warning']).optional(),
                        fontType: z.enum(['Monospace']).optional(),
                        isSubtle: z.boolean().optional(),
                      }),
                    )
                    .min(1),
                }),
              ]),
            ),
            actions: z
              .array(z.strictObject({ type: z.literal('Action.OpenUrl'), title: z.string(), url: z.url() }))
              .optional(),
          }),
        }),
      )
      .length(1),
  })
  .refine((message) => Buffer.byteLength(JSON.stringify(message)) <= 28 * 1_024, 'Request Entity too large');

const named = { routing_key: z.string().length(32), dedup_key: text(255) };

/** https://developer.pagerduty.com/docs/events-api-v2-overview */
export const pagerDutyEvent = z
  .discriminatedUnion('event_action', [
    z.strictObject({ ...named, event_action: z.literal('acknowledge') }),
    z.strictObject({ ...named, event_action: z.literal('resolve') }),
    z.strictObject({
      ...named,
      event_action: z.literal('trigger'),
      client: z.string().optional(),
      client_url: z.url().optional(),
      links: z.array(z.strictObject({ href: z.url(), text: z.string() })),
      payload: z.strictObject({
        summary: text(1_024),
        source: z.string().min(1),
        severity: z.enum(['critical', 'error', 'warning', 'info']),
        timestamp: z.iso.datetime(),
        component: z.string().optional(),
        group: z.string().optional(),
        class: z.string().optional(),
        custom_details: z.record(z.string(), z.unknown()),
      }),
    }),
  ])
  .refine((event) => Buffer.byteLength(JSON.stringify(event)) <= 512 * 1_024);

/** https://docs.github.com/en/rest/issues/issues#create-an-issue */
export const newIssue = z.strictObject({
  title: text(256),
  body: z.string().max(65_536),
  labels: z.array(text(50)),
});
export const changedIssue = z.strictObject({
  title: text(256).optional(),
  body: z.string().max(65_536).optional(),
  state: z.enum(['open', 'closed']),
  state_reason: z.enum(['completed', 'not_planned', 'reopened']).optional(),
});
export const issueComment = z.strictObject({ body: text(65_536) });

/** Every text of a message, wherever it stands. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'text' && typeof one === 'string' ? [one] : textsIn(one),
  );
}
