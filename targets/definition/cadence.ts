import type { Cadence, Tier, Trigger } from '#record/vocabulary.ts';
import type { Depth } from './depth.ts';

/** What a run of the schedule is, unless it is told otherwise. */
export interface Scheduled {
  trigger: Trigger;
  tiers: readonly Tier[];
  /** How far it goes with money; as far as the target allows where it is not said. */
  depth?: Depth;
}

const trigger = 'schedule';

/** The runs of a schedule. How often each comes is `schedule.<cadence>.every` of the target. */
export const ofCadence: Readonly<Record<Cadence, Scheduled>> = {
  http: { trigger, tiers: ['http'] },
  browser: { trigger, tiers: ['http', 'browser'] },
  purchase: { trigger, tiers: ['http', 'browser', 'purchase'], depth: 'api' },
  hosted: { trigger, tiers: ['http', 'browser', 'purchase'], depth: 'hosted' },
};

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** How often a cadence comes, such as `5m`, `1h` or `1d`, in ms. */
export const everyMs = (every: string): number => Number(every.slice(0, -1)) * (unitMs[every.slice(-1)] ?? 0);
