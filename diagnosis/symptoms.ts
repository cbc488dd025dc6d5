import type { CheckRecord } from '#record/run-record.ts';
import { layers } from '#record/vocabulary.ts';
import type { SymptomCount } from './model.ts';

/** What does not hold because of these checks, layer by layer. */
export function symptomsOf(causes: readonly string[], checks: readonly CheckRecord[]): SymptomCount[] {
  const symptoms = checks.filter(({ causedBy }) => causedBy.some((id) => causes.includes(id)));
  return layers.flatMap((layer) => {
    const ids = symptoms.filter((check) => check.layer === layer).map(({ id }) => id);
    return ids.length > 0 ? [{ layer, ids }] : [];
  });
}
