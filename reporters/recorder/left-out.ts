import type { Claim } from '#record/claim.ts';
import { isSelected } from '#targets/definition/selection.ts';
import type { Settings } from '#targets/definition/settings.ts';
import { signsInByPage } from '#targets/definition/signs-in-by-page.ts';

/** By what a run was told what to look at. */
export type SettingsOfChoice = Pick<Settings, 'tiers' | 'target' | 'checks' | 'layers' | 'severities'>;

/** How many claims more a run would look at, were it asked for every severity. */
export function milderThanAsked(claims: readonly Claim[], settings: SettingsOfChoice): number {
  const { severities, ...others } = settings;
  const isMilder = (claim: Claim) => leftOut(claim, settings) === 'unasked' && leftOut(claim, others) === undefined;
  return severities ? claims.filter(isMilder).length : 0;
}

const leftToBrowser = 'people sign in through a page, and this run opens none (--tier browser does)';

/**
 * Whether a run leaves a claim out: because nobody asked for it, or to tell of it, with why where it is not that the target
 * describes nothing.
 */
export function leftOut(
  claim: Claim,
  settings: Omit<SettingsOfChoice, 'severities'> & Partial<SettingsOfChoice>,
): 'unasked' | { why?: string } | undefined {
  if (!isSelected(settings, claim)) return 'unasked';
  if (settings.tiers.includes(claim.tier)) return claim.watched ? undefined : {};
  const waits = claim.watched && !settings.tiers.includes('browser') && signsInByPage(settings.target, claim);
  return waits ? { why: leftToBrowser } : 'unasked';
}
