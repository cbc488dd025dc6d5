import type { Layer } from '#record/vocabulary.ts';

/** What people say is wrong, and where to look then: always at the way there too, so that a cause is told from a symptom. */
const layersBySymptom = {
  auto: undefined,
  down: ['edge', 'api', 'frontend'],
  slow: ['edge', 'api', 'frontend', 'images'],
  login: ['edge', 'api', 'frontend', 'auth'],
  images: ['edge', 'api', 'frontend', 'auth', 'images'],
  payment: ['edge', 'api', 'auth', 'billing'],
} as const satisfies Record<string, readonly Layer[] | undefined>;

export type Symptom = keyof typeof layersBySymptom;
export const symptoms = Object.keys(layersBySymptom) as [Symptom, ...Symptom[]];

/** The layers to look at; all of them when absent. */
export const layersFor = (symptom: Symptom): readonly Layer[] | undefined => layersBySymptom[symptom];
