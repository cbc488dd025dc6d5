import type { OwnChecks } from './own-checks.ts';
import type { Target } from './schema.ts';
import { isWriting } from './writing.ts';

/**
 * Takes out of a run what may write: requests of the product's own that do, specs, of which nobody knows, and every way of
 * paying. What the tier `purchase` does is left to the choice of tiers.
 *
 * @returns what is left out, each with the reason; nothing where nobody asked for it.
 */
export function takeWritesOut(
  isWanted: boolean,
  { target, ownChecks }: { target: Target; ownChecks: OwnChecks },
): { leftOut?: string[] } {
  if (!isWanted) return {};
  const { mode } = target.billing;
  const all = Object.entries(target.requests);
  const writing = all.filter(([, request]) => isWriting(request));
  target.requests = Object.fromEntries(all.filter((one) => !writing.includes(one)));
  const buys = mode === 'api' || mode === 'hosted';
  if (buys) target.billing.mode = 'audit';
  const specs = ownChecks.specs.length;
  ownChecks.specs = [];
  return {
    leftOut: [
      ...writing.map(([name]) => `api/${name}: it writes`),
      ...(buys ? ['the purchase: it writes'] : []),
      ...(specs > 0 ? ['the specs: nobody says whether they write'] : []),
    ],
  };
}
