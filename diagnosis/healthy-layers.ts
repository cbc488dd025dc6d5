import type { RunRecord } from '#record/run-record.ts';
import { type Layer, layers, type NotRunReason } from '#record/vocabulary.ts';

/** Says nothing of its layer. */
const leftOut: readonly (string | undefined)[] = ['muted', 'no-past'] satisfies NotRunReason[];

/** The layers in which something was looked at and nothing is broken; that buying works only a purchase can tell. */
export function healthyLayersOf({ checks }: Pick<RunRecord, 'checks'>): Layer[] {
  return layers.filter((layer) => {
    const looked = checks.filter((check) => check.layer === layer && !leftOut.includes(check.notRun));
    const told = layer !== 'billing' || looked.some(({ tier }) => tier === 'purchase');
    return told && looked.length > 0 && looked.every(({ outcome }) => outcome === 'pass');
  });
}
