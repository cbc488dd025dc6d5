import { byLayer } from '#record/by-layer.ts';
import type { CheckRecord } from '#record/run-record.ts';
import type { SymptomCount } from './model.ts';

/** What does not hold because of these checks, layer by layer. */
export function symptomsOf(causes: readonly string[], checks: readonly CheckRecord[]): SymptomCount[] {
  const symptoms = checks.filter(({ causedBy }) => causedBy.some((id) => causes.includes(id)));
  return byLayer(symptoms).map(([layer, own]) => ({ layer, ids: own.map(({ id }) => id) }));
}
