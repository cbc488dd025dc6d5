import type { RunRecord } from '#record/run-record.ts';
import { type Layer, layers, leavesNothingOpen } from '#record/vocabulary.ts';

/** The layers in which something was looked at and nothing is broken; that buying works only a purchase can tell. */
export function healthyLayersOf({ checks }: Pick<RunRecord, 'checks'>): Layer[] {
  return layers.filter((layer) => {
    const looked = checks.filter((check) => check.layer === layer && !leavesNothingOpen(check.notRun));
    const told = layer !== 'billing' || looked.some(({ tier }) => tier === 'purchase');
    return told && looked.length > 0 && looked.every(({ outcome }) => outcome === 'pass');
  });
}
