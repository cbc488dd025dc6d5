import type { Cause } from '#diagnosis/model.ts';
import type { CheckRecord } from '#record/run-record.ts';

/** A broken check, and what does not hold because of it. */
export interface Branch {
  check: CheckRecord;
  /** Broken needs that stand elsewhere in the tree. */
  also: string[];
  branches: Branch[];
}

export interface NeedsTree {
  /** What the cause rests on, the lowest first. */
  restsOn: CheckRecord[];
  causes: CheckRecord[];
  branches: Branch[];
}

/**
 * The broken part of the graph of needs as a tree: each symptom once, under the broken need that is furthest from the
 * cause, so that a path through the tree is a path along which things broke.
 */
export function needsTree(cause: Cause, checks: readonly CheckRecord[]): NeedsTree {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const found = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const causes = found(cause.checks);
  const symptoms = found(cause.symptoms.flatMap(({ ids }) => ids)).filter((check) => !causes.includes(check));
  const within = new Set([...causes, ...symptoms].map(({ id }) => id));
  const depth = depthIn(byId, within);
  const below = closureIn(byId, within);
  const placed = symptoms.map((check) => {
    const [parent, ...also] = parentsOf(check);
    return { check, parent, also };
  });
  const byParent = Map.groupBy(placed, ({ parent }) => (isRoot(parent) ? undefined : parent));

  function parentsOf({ id, needs }: CheckRecord): string[] {
    const broken = needs.filter((need) => within.has(need) && need !== id);
    const near = broken.filter((need) => !broken.some((other) => other !== need && below(other).has(need)));
    return near.toSorted((a, b) => depth(b) - depth(a));
  }

  /** @param parent undefined for the cause itself. */
  function under(parent: string | undefined): Branch[] {
    const below = byParent.get(parent) ?? [];
    return below.map(({ check, also }) => ({ check, also, branches: under(check.id) }));
  }

  function isRoot(id: string | undefined): boolean {
    return id === undefined || cause.checks.includes(id);
  }

  const all = depthIn(byId, new Set(byId.keys()));
  const restsOn = found(causes[0]?.needs ?? []).toSorted((a, b) => all(a.id) - all(b.id));
  return { restsOn, causes, branches: under(undefined) };
}

/** How many needs lie below a check, one upon the other, among those given. */
function depthIn(byId: ReadonlyMap<string, CheckRecord>, within: ReadonlySet<string>): (id: string) => number {
  const known = new Map<string, number>();
  return function depth(id: string): number {
    const seen = known.get(id);
    if (seen !== undefined) return seen;
    known.set(id, 0);
    const needs = byId.get(id)?.needs.filter((need) => within.has(need)) ?? [];
    const own = 1 + Math.max(-1, ...needs.map(depth));
    known.set(id, own);
    return own;
  };
}

/** Everything that a check needs, directly or through others, among those given. */
function closureIn(
  byId: ReadonlyMap<string, CheckRecord>,
  within: ReadonlySet<string>,
): (id: string) => ReadonlySet<string> {
  const known = new Map<string, Set<string>>();
  return function below(id: string): ReadonlySet<string> {
    const seen = known.get(id);
    if (seen) return seen;
    const needs = new Set<string>();
    known.set(id, needs);
    for (const need of byId.get(id)?.needs ?? []) {
      if (!within.has(need)) continue;
      for (const one of [need, ...below(need)]) needs.add(one);
    }
    return needs;
  };
}
