/**
 * What a person who knows a fault says of it: who mends it, and whether the release before is without it. Declared apart
 * from what the incidents say, so that these can be held against it.
 */
export interface Truth {
  /** Teams of which each is rightly called. */
  teams: readonly string[];
  /** Whose fault it is: of the product with all it runs on, of another company, or of Watchpost and where it runs. */
  whose: 'ours' | 'third-party' | 'suite';
  /** `may-help`: it may have come with a release, and goes with it. `never`: no release brings or takes it. */
  goingBack: 'may-help' | 'never';
  /** The new release is not served while it lasts: a gate that waits for it in vain is right. */
  keepsReleaseAway?: true;
  /** It shows only in a demo that has begun with it, also where a release brings it. */
  isSetAtBoot?: true;
}

/** The truths about faults that these teams mend: come with a release, or not. */
export const mendedBy = (
  teams: readonly string[],
  whose: Truth['whose'] = 'ours',
): { release: Truth; outside: Truth } => ({
  release: { teams, whose, goingBack: 'may-help' },
  outside: { teams, whose, goingBack: 'never' },
});
