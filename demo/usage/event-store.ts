import { randomUUID } from 'node:crypto';

export interface UsageEvent {
  entityId: string;
  eventType: string;
  metadata: Record<string, unknown>;
}

/** What an entity has used so far. */
export interface Usage {
  entityId: string;
  totalEvents: number;
  byType: Record<string, number>;
  lastEventAt: string | null;
}

export interface EventStore {
  /** Keeps an event, which counts a little later. Returns its id. */
  add(event: UsageEvent): string;
  usageOf(entityId: string): Usage;
  /** Stops counting. */
  close(): void;
}

/** How often kept events are counted, in ms: figures follow a moment later, as with any aggregator. */
const everyMs = 50;

/** @param keeps whether an event is kept once it is taken; asked each time. */
export function createEventStore(keeps: () => boolean): EventStore {
  const usages = new Map<string, Usage>();
  let kept: { event: UsageEvent; at: string }[] = [];
  const count = () => {
    for (const { event, at } of kept) {
      const { entityId, totalEvents, byType } = usages.get(event.entityId) ?? emptyUsage(event.entityId);
      const ofType = (byType[event.eventType] ?? 0) + 1;
      const usage = { entityId, totalEvents: totalEvents + 1, byType: { ...byType, [event.eventType]: ofType } };
      usages.set(entityId, { ...usage, lastEventAt: at });
    }
    kept = [];
  };
  const timer = setInterval(count, everyMs);
  timer.unref();
  return {
    add(event) {
      if (keeps()) kept.push({ event, at: new Date().toISOString() });
      return randomUUID();
    },
    usageOf: (entityId) => usages.get(entityId) ?? emptyUsage(entityId),
    close: () => clearInterval(timer),
  };
}

const emptyUsage = (entityId: string): Usage => ({ entityId, totalEvents: 0, byType: {}, lastEventAt: null });
