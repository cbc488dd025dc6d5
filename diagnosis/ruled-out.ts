import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { layers } from '#record/vocabulary.ts';
import type { RuledOut } from './model.ts';

/**
 * What checks showed to be well, so that nobody looks there again; the way to the product first. A claim counts only when
 * each of its instances that ran shows something, and nothing contradicts what fails: of the layer of a broken check
 * there stays only what that check rests on. What was seen without a browser says so where the broken check uses one. Pure.
 */
export function ruledOut({ checks, expected }: Pick<RunRecord, 'checks' | 'expected'>): RuledOut[] {
  const broken = checks.filter(isBroken);
  const restsOn = needsOf(checks);
  const known: readonly string[] = layers;
  const places = new Map(expected.map((id, at) => [id, at]));
  const place = ({ layer, id }: CheckRecord) => known.indexOf(layer) * 10_000 + (places.get(id) ?? -1);
  const claims = Map.groupBy(
    checks.toSorted((a, b) => place(a) - place(b)),
    claimOf,
  );
  const entries = [...claims.values()].flatMap((instances) => shownBy(instances, broken, restsOn));
  return [...new Map(entries.map((entry) => [`${entry.what} of ${entry.of}`, entry])).values()];
}

const claimOf = ({ id }: CheckRecord) => id.split(':', 1)[0] ?? id;
const isBroken = ({ outcome, notRun, muted }: CheckRecord) =>
  !muted && (outcome === 'fail' || outcome === 'degraded' || notRun === 'blocked');

function shownBy(
  instances: readonly CheckRecord[],
  broken: readonly CheckRecord[],
  restsOn: (id: string) => ReadonlySet<string>,
): RuledOut[] {
  const ran = instances.filter(({ outcome }) => outcome !== 'not-run');
  if (!ran.every(({ outcome, rulesOut }) => outcome === 'pass' && rulesOut.length > 0)) return [];
  const near = broken.filter(({ layer }) => layer === instances[0]?.layer);
  if (near.some(({ id }) => !ran.some((one) => restsOn(id).has(one.id)))) return [];
  const withoutBrowser = near.some(({ tier }) => tier === 'browser') && !ran.some(({ tier }) => tier === 'browser');
  const said = ran.flatMap(({ id, rulesOut }) => rulesOut.map(({ what, of }) => ({ id, what, of })));
  return [...Map.groupBy(said, ({ what }) => what)].map(([what, by]) => {
    const everywhere = new Set(by.map(({ id }) => id)).size === instances.length;
    return { what, of: everywhere ? [] : by.flatMap(({ id, of }) => of ?? id.split(':')[1] ?? []), withoutBrowser };
  });
}

/** All that a check rests on, directly or through others. */
function needsOf(checks: readonly CheckRecord[]): (id: string) => ReadonlySet<string> {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const known = new Map<string, Set<string>>();
  return function below(id) {
    const seen = known.get(id);
    if (seen) return seen;
    const all = new Set<string>();
    known.set(id, all);
    for (const need of byId.get(id)?.needs ?? []) for (const one of [need, ...below(need)]) all.add(one);
    return all;
  };
}
