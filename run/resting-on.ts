import type { CheckRecord } from '#record/run-record.ts';

/** These checks and all that they rest on, as far as the run looked at it: without that, a symptom is taken for a cause. Pure. */
export function restingOn(ids: readonly string[], checks: readonly CheckRecord[]): Set<string> {
  const needs = new Map(checks.map((check) => [check.id, check.needs]));
  const seen = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id) || !needs.has(id)) continue;
    seen.add(id);
    open.push(...(needs.get(id) ?? []));
  }
  return seen;
}
