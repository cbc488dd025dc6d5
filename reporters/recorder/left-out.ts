import type { Claim } from '#record/claim.ts';
import { isSelected } from '#targets/definition/selection.ts';
import type { Settings } from '#targets/definition/settings.ts';
import { signsInByPage } from '#targets/definition/signs-in-by-page.ts';

const leftToBrowser = 'people sign in through a page, and this run opens none (--tier browser does)';

/**
 * Whether a run leaves a claim out: because nobody asked for it, or to tell of it, with why where it is not that the target
 * describes nothing.
 */
export function leftOut(
  claim: Claim,
  settings: Pick<Settings, 'tiers' | 'target' | 'checks' | 'layers'>,
): 'unasked' | { why?: string } | undefined {
  if (!isSelected(settings, claim)) return 'unasked';
  if (settings.tiers.includes(claim.tier)) return claim.watched ? undefined : {};
  const waits = claim.watched && !settings.tiers.includes('browser') && signsInByPage(settings.target, claim);
  return waits ? { why: leftToBrowser } : 'unasked';
}
