import type { Tier } from '../api/types.ts';
import './tier-badge.css';

const labels = { free: 'Free', premium: 'Premium' } as const satisfies Record<Tier, string>;

export function TierBadge({ tier }: { tier: Tier }) {
  return <span class={`tier-badge ${tier}`}>{labels[tier]}</span>;
}
