import type { Stripe } from 'stripe';
import { z } from 'zod';
import { newId } from '../records/ids.ts';
import { type Call, type Endpoint, endpoint } from '../wire/endpoint.ts';
import { invalid } from '../wire/errors.ts';
import { page } from '../wire/page.ts';
import { listOf, notModelled, parametersOf } from '../wire/parameters.ts';
import { clearableText, expand, flag, metadata, paging, text, url } from '../wire/values.ts';
import { mergedMetadata } from './metadata.ts';

const eventType = text.refine((value) => value === '*' || /^[a-z_0-9]+(\.[a-z_0-9]+)+$/.test(value), {
  error: ({ input }) => `Invalid enabled_events: ${input} is not the name of an event`,
});

const create = parametersOf<Stripe.WebhookEndpointCreateParams>()({
  api_version: text.optional(),
  description: clearableText.optional(),
  enabled_events: listOf(eventType),
  expand: expand.optional(),
  metadata: metadata.optional(),
  url,
  ...notModelled('connect'),
});

const update = parametersOf<Stripe.WebhookEndpointUpdateParams>()({
  description: clearableText.optional(),
  disabled: flag.optional(),
  enabled_events: listOf(eventType).optional(),
  expand: expand.optional(),
  metadata: metadata.optional(),
  url: url.optional(),
});

const retrieve = parametersOf<Stripe.WebhookEndpointRetrieveParams>()({ expand: expand.optional() });

/** In live mode an endpoint must be HTTPS: https://docs.stripe.com/webhooks#register-webhook */
function assertReachable(address: string, livemode: boolean): void {
  if (livemode && !address.startsWith('https:')) {
    throw invalid('Invalid URL: Webhook endpoints must be HTTPS in live mode.', { code: 'url_invalid', param: 'url' });
  }
}

/** https://docs.stripe.com/api/webhook_endpoints/create: the only answer that ever shows the secret */
function createEndpoint(params: z.output<typeof create>, { account }: Call): Stripe.WebhookEndpoint {
  assertReachable(params.url, account.livemode);
  const secret = newId('webhookSecret');
  const created: Stripe.WebhookEndpoint = {
    api_version: params.api_version ?? null,
    application: null,
    created: account.now(),
    description: params.description ?? null,
    enabled_events: params.enabled_events,
    id: newId('webhookEndpoint'),
    livemode: account.livemode,
    metadata: mergedMetadata({}, params.metadata),
    object: 'webhook_endpoint',
    status: 'enabled',
    url: params.url,
  };
  account.records.webhookSecrets.set(created.id, secret);
  account.records.webhookEndpoints.add(created);
  return { ...created, secret };
}

function updateEndpoint(params: z.output<typeof update>, { account, id }: Call): Stripe.WebhookEndpoint {
  const before = account.records.webhookEndpoints.get(id);
  if (params.url) assertReachable(params.url, account.livemode);
  const disabled = params.disabled ?? before.status === 'disabled';
  return account.records.webhookEndpoints.replace({
    ...before,
    description: params.description === undefined ? before.description : params.description,
    enabled_events: params.enabled_events ?? before.enabled_events,
    metadata: mergedMetadata(before.metadata, params.metadata),
    status: disabled ? 'disabled' : 'enabled',
    url: params.url ?? before.url,
  });
}

export const webhookEndpoints: readonly Endpoint[] = [
  endpoint('POST /v1/webhook_endpoints', 'webhook', create, createEndpoint),
  endpoint('GET /v1/webhook_endpoints', 'webhook', z.strictObject(paging), (params, { account }) =>
    page('/v1/webhook_endpoints', account.records.webhookEndpoints.newestFirst(), params),
  ),
  endpoint('GET /v1/webhook_endpoints/:id', 'webhook', retrieve, (_, { account, id }) =>
    account.records.webhookEndpoints.get(id),
  ),
  endpoint('POST /v1/webhook_endpoints/:id', 'webhook', update, updateEndpoint),
  endpoint('DELETE /v1/webhook_endpoints/:id', 'webhook', z.strictObject({}), (_, { account, id }) => {
    account.records.webhookEndpoints.get(id);
    account.records.webhookEndpoints.remove(id);
    return { deleted: true, id, object: 'webhook_endpoint' } satisfies Stripe.DeletedWebhookEndpoint;
  }),
];
