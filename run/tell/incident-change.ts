import type { CauseAnswer } from '#reporters/model/cause-answer.ts';
import type { OpenIncident } from './telling-state.ts';

/** Something that people are to be told of. */
export interface IncidentChange {
  event: 'opened' | 'changed' | 'resolved';
  incident: OpenIncident;
  /** What it is; absent where it is over, or the monitor's. */
  cause?: CauseAnswer;
  /** What it was taken for before it changed. */
  before?: string;
}
