import { setTimeout as pause } from 'node:timers/promises';
import { Stripe } from 'stripe';
import { snapshot } from './events.ts';
import type { Records } from './records/records.ts';

/** As much of `fetch` as a delivery needs: the global one fits, and so does undici's. */
export type Deliver = (
  url: string,
  init: { body: string; headers: Record<string, string>; method: 'POST'; redirect: 'manual'; signal: AbortSignal },
) => Promise<{ readonly ok: boolean; readonly body: { cancel(): Promise<void> } | null }>;

export interface DeliveryOptions {
  readonly deliver: Deliver;
  readonly retryBackoffMs: readonly number[];
  readonly timeoutMs: number;
  /** Seconds since 1970, for the signature's timestamp. */
  readonly now: () => number;
}

const subscribed = (endpoint: Stripe.WebhookEndpoint, type: string): boolean =>
  endpoint.status === 'enabled' && endpoint.enabled_events.some((wanted) => wanted === '*' || wanted === type);

/**
 * Sends events to webhook endpoints: signed, each endpoint by itself, again after a pause when the answer is not 2xx
 * (a redirect is not) or does not come in time. An endpoint that never takes an event leaves it pending.
 *
 * Rules: https://docs.stripe.com/webhooks#behaviors · signature: https://docs.stripe.com/webhooks#verify-manually
 */
export class Deliveries {
  readonly #records: Records;
  readonly #options: DeliveryOptions;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(records: Records, options: DeliveryOptions) {
    this.#records = records;
    this.#options = options;
  }

  /** Starts delivering and sets the event's `pending_webhooks`. */
  dispatch(event: Stripe.EventBase): void {
    const endpoints = this.#records.webhookEndpoints.newestFirst().filter((each) => subscribed(each, event.type));
    event.pending_webhooks = endpoints.length;
    for (const { id } of endpoints) {
      const running = this.#deliver(event, id).finally(() => this.#running.delete(running));
      this.#running.add(running);
    }
  }

  /** Ends pauses and requests under way, and waits until they are gone. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#running);
  }

  async #deliver(event: Stripe.EventBase, endpointId: string): Promise<void> {
    for (const waitMs of [0, ...this.#options.retryBackoffMs]) {
      await this.#pause(waitMs);
      if (this.#closing.signal.aborted) return;
      if (await this.#attempt(event, endpointId)) {
        event.pending_webhooks -= 1;
        return;
      }
    }
  }

  /** Even the first attempt comes after the answer to the request that caused the event. */
  async #pause(ms: number): Promise<void> {
    await pause(ms, undefined, { ref: false, signal: this.#closing.signal }).catch(() => undefined);
  }

  async #attempt(event: Stripe.EventBase, endpointId: string): Promise<boolean> {
    const endpoint = this.#records.webhookEndpoints.find(endpointId);
    const secret = this.#records.webhookSecrets.get(endpointId);
    if (endpoint?.status !== 'enabled' || !secret) return false;
    try {
      const response = await this.#post(endpoint.url, JSON.stringify(snapshot(event), null, 2), secret);
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }

  #post(url: string, payload: string, secret: string): ReturnType<Deliver> {
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: this.#options.now() });
    return this.#options.deliver(url, {
      body: payload,
      headers: {
        accept: '*/*; q=0.5, application/xml',
        'cache-control': 'no-cache',
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signature,
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(this.#options.timeoutMs)]),
    });
  }
}
