import type { RunRecord } from '#record/run-record.ts';
import type { FailureClass, Party, Severity, VerdictName } from '#record/vocabulary.ts';
import type { Incident } from './incident.ts';

/** What is known of the time before a run. All of it may be missing; nothing is guessed in its place. */
export interface HistoryContext {
  /** The run before this one, of the same target. */
  previous?: RunRecord;
  /** ISO instants. */
  firstBadAt?: string;
  lastGoodAt?: string;
  /** How many runs in a row have ended red, this one included. */
  redRuns?: number;
  /** What was changed, and when, in a line: a rollout, a setting. */
  changed?: string;
}

/** An incident with its commands filled in for this run. */
export type FilledIncident = Pick<
  Incident,
  'id' | 'title' | 'brief' | 'symptoms' | 'firstChecks' | 'steps' | 'selfHealing' | 'rollback'
>;

export interface Rollback {
  advice: 'yes' | 'no' | 'unknown';
  scope?: 'api' | 'frontend';
  why: string;
}

export interface Confidence {
  level: 'high' | 'medium' | 'low';
  reasons: string[];
}

/** How many checks of a layer do not hold because of a cause. */
export interface SymptomCount {
  layer: string;
  ids: string[];
}

export interface Owner {
  team: string;
  party: Party;
  /** Whose fault it is, when it is not ours. */
  thirdParty?: string;
}

/** One independent thing that is wrong. */
export interface Cause {
  /** What is broken, as the start of a sentence that `message` finishes. */
  title: string;
  /** What it means. More than one where the evidence allows several: the likeliest first, and `decide` tells them apart. */
  incidents: [FilledIncident, ...FilledIncident[]];
  disambiguate?: Incident['steps'][0];
  /** The search of the API's log that would decide, where there is more than one. */
  decidingLines?: string;
  /** The checks that say so; the most telling first. Empty for a fault of the suite outside any check. */
  checks: string[];
  class: FailureClass;
  outcome: 'fail' | 'degraded' | 'not-run';
  message: string;
  evidence: string[];
  severity: Severity;
  affected: string;
  owner: Owner;
  symptoms: SymptomCount[];
  rollback: Rollback;
  confidence: Confidence;
  /** What to do first, at most two: decide between candidates, go back, or look closer. */
  actions: Incident['steps'][0][];
  /** What to think of when it is still red at that instant. */
  otherwise?: { at: string; text: string };
  /** Where the API's log speaks of it. */
  logs?: Incident['steps'][0];
}

/** Something that was looked at and holds, so that it is not the cause. */
export interface RuledOut {
  what: string;
  rulesOut: string;
  checks: number;
}

export interface Escalation {
  severity: Severity;
  /** ISO instant by which someone must have taken it. */
  dueAt: string;
  call: string[];
}

/** What a run means. */
export interface Diagnosis {
  verdict: VerdictName;
  /** Of the worst cause; absent when there is none. */
  severity?: Severity;
  causes: Cause[];
  holds: RuledOut[];
  /** Layers in which everything that was looked at holds. */
  works: string[];
  /** Expected checks of which nothing is known. */
  undecided: string[];
  escalation?: Escalation;
  /** Red is expected until then (`04:00`, UTC): nobody is called. */
  maintenanceUntil?: string;
}
