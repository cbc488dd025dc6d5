import { answerIncidents } from '#diagnosis/answer-incidents.ts';
import { diagnose } from '#diagnosis/diagnose.ts';
import { generalIncidents } from '#diagnosis/general-incidents.ts';
import type { Incident } from '#diagnosis/incident.ts';
import type { LayerDefinition } from '#diagnosis/layer.ts';
import { maintenanceIncidents } from '#diagnosis/maintenance-incidents.ts';
import type { Diagnosis, HistoryContext } from '#diagnosis/model.ts';
import { shareServed } from '#diagnosis/share-served.ts';
import { watchingIncidents } from '#diagnosis/suite-incidents.ts';
import type { RunRecord } from '#record/run-record.ts';
import { type Layer, layers } from '#record/vocabulary.ts';
import type { Target } from '#targets/target.ts';

/** Each layer in the order of the list: the folder of its name says what it brings. */
export const layerDefinitions: Readonly<Record<Layer, LayerDefinition>> = Object.fromEntries(
  await Promise.all(
    layers.map(async (name) => {
      const { layer }: { layer: LayerDefinition } = await import(`./${name}/layer.ts`);
      return [name, layer] as const;
    }),
  ),
) as Record<Layer, LayerDefinition>;

/** Incidents that are recognised by how a check failed; the more likely one first where evidence cannot decide. */
export const knownIncidents: readonly Incident[] = [
  ...Object.values(layerDefinitions).flatMap(({ incidents }) => incidents),
  ...answerIncidents,
];

/** What a target says itself that failures mean. */
export const incidentsOf = (target: Target): Incident[] =>
  Object.values(layerDefinitions).flatMap(({ incidentsOf: own }) => own?.(target) ?? []);

/** Everything the runbook knows. */
export const incidents: readonly Incident[] = [
  ...knownIncidents,
  ...maintenanceIncidents,
  shareServed,
  ...watchingIncidents,
  ...generalIncidents,
];

/** What a run means by everything that the layers know. */
export const diagnoseRun = (record: RunRecord, target: Target, before: HistoryContext = {}): Diagnosis =>
  diagnose(record, target, [...knownIncidents, ...incidentsOf(target)], before);
