import type { Maintenance } from '#record/maintenance.ts';
import type { ClaimsPast, ReleasesPast } from '#record/past.ts';
import type { FailureClass, Party, Severity, VerdictName } from '#record/vocabulary.ts';
import type { Incident, Step } from './incident.ts';

/** What is known of the time before a run. All of it may be missing; nothing is guessed in its place. */
export interface HistoryContext {
  /** How many runs in a row have ended red, this one included. */
  redRuns?: number;
  /** What is not as it was when all was well, in a line. */
  changed?: string;
  /** What the runs before this one have seen of each claim. */
  claims?: ClaimsPast;
  /** Which releases were seen since when, by this run too. */
  releases?: ReleasesPast;
  /** Of one who knows more of the deploy than the runs do: whether going back would help, whatever the runs say of it. */
  goesBack?: (cause: Cause) => Rollback;
}

/** An incident with its commands filled in for this run. */
export type FilledIncident = Pick<
  Incident,
  'id' | 'title' | 'brief' | 'symptoms' | 'firstChecks' | 'steps' | 'selfHealing' | 'rollback'
>;

export interface Rollback {
  /** `decide`: yes where `why` is so, no where it is not. */
  advice: 'yes' | 'no' | 'decide';
  scope?: 'api' | 'frontend';
  /** The evidence for a yes, the reason of a no, or what decides. */
  why: string;
  /** How to go back, unless that is no answer here. */
  how?: Step;
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

/** Since when something is as it is. ISO instants of the ends of runs. */
export interface Since {
  /** When a run first saw it, which may be later than it began. */
  detectedAt: string;
  /** When a run last saw that it held. */
  lastGoodAt?: string;
  /** It did not hold in announced maintenance either: from which run on, and until when that was announced. */
  announced?: { since: string; until: string };
  /** Until when a page of maintenance said first that it would be there; only where that is well over. */
  promised?: string;
}

export interface Escalation {
  severity: Severity;
  /** ISO instant by which someone must have taken it. */
  dueAt: string;
  /** Where it is told. */
  channel?: string;
  call: string[];
}

/** One independent thing that is wrong. */
export interface Cause {
  /** What is broken, as the start of a sentence that `message` finishes. */
  title: string;
  /** What it means. More than one where the evidence allows several: the likeliest first, and `disambiguate` tells them apart. */
  incidents: [FilledIncident, ...FilledIncident[]];
  /** Whether the runbook knows it, and not only its class. */
  known: boolean;
  disambiguate?: Step;
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
  /** Who is called by when; absent where the target promises nothing, or expects red just now. */
  escalation?: Escalation;
  /** Absent where no run before has looked. */
  since?: Since;
  symptoms: SymptomCount[];
  rollback: Rollback;
  confidence: Confidence;
  /** What to do first: put it right, go back, or find out which it is. */
  actions: Step[];
  /** What to think of when it is still red at that instant. */
  otherwise?: { at: string; text: string };
  /** The request that put things right when the run tried it. */
  repairedBy?: string;
  /** Where the API's log speaks of it. */
  logs?: Step;
}

/** Something that was looked at and is well, so that it is not the cause. */
export interface RuledOut {
  what: string;
  /** The hosts it was seen for, where there are others. */
  of: string[];
  /** It was seen without a browser, and what fails fails in one. */
  withoutBrowser: boolean;
}

/** What a run means. */
export interface Diagnosis {
  verdict: VerdictName;
  /** Of the worst cause; absent when there is none. */
  severity?: Severity;
  causes: Cause[];
  ruledOut: RuledOut[];
  /** Layers in which everything that was looked at holds. */
  healthy: string[];
  /** Expected checks of which nothing is known. */
  undecided: string[];
  /** Red is expected in it: nobody is called. */
  maintenance?: Maintenance;
  /** Nothing new is released until the end of that day (`2026-12-31`, UTC). */
  changeFreezeUntil?: string;
}
