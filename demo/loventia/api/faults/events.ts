import { setTimeout as delay } from 'node:timers/promises';
import type Stripe from 'stripe';
import type { Faults } from '../../../faults.ts';

export interface EventFaultTimes {
  /** How late premium is under `premium-late`, in milliseconds. Default three minutes. */
  premiumLateMs: number;
  /** How late the acknowledgement is under `webhook-slow`, in milliseconds. Default 15 seconds. */
  webhookSlowMs: number;
}

type HandleEvent = (event: Stripe.Event) => Promise<void>;

/** Faults in what becomes of a genuine webhook event. */
export function breakEvents(handle: HandleEvent, faults: Faults, times: Partial<EventFaultTimes> = {}): HandleEvent {
  const { premiumLateMs = 180_000, webhookSlowMs = 15_000 } = times;
  return async (event) => {
    if (faults.has('webhook-500')) throw new Error(`Cannot read properties of undefined (handling ${event.type})`);
    if (faults.has('webhook-swallowed')) return;
    if (faults.has('premium-late')) return handleLater(handle, event, premiumLateMs);
    await handle(event);
    if (faults.has('webhook-slow')) await delay(webhookSlowMs, undefined, { ref: false });
  };
}

function handleLater(handle: HandleEvent, event: Stripe.Event, lateMs: number): void {
  const pending = setTimeout(() => void handle(event).catch(() => undefined), lateMs);
  pending.unref();
}
