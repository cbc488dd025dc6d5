import type { Facts } from '#record/facts.ts';
import type { Layer, Severity } from '#record/vocabulary.ts';
import type { Operation } from '#targets/definition/operations.ts';

/** What a host is for: whoever is hit depends on it. */
export type HostRole = 'app' | 'api' | 'files' | 'images';

/** Facts of which each must be there with one of the values that are listed for it; of a list of values one is enough. */
export type FactPattern = { readonly [K in keyof Facts]?: readonly Value<NonNullable<Facts[K]>>[] };
type Value<T> = T extends readonly (infer V)[] ? V : T;

/** How an incident shows in a run: one claim, how it failed, and what facts must or may say. */
export interface Sign {
  /** A check id; without an instance it stands for all of them (`edge/tls` for `edge/tls:api`), as `api/*` does for a layer. */
  check: string;
  /** Ways of failing, of the closed lists of codes. */
  codes: readonly string[];
  /** `fail` unless said otherwise. */
  outcome?: 'fail' | 'degraded' | 'any';
  /** Without these facts it is something else. */
  facts?: FactPattern;
  /** These facts make it likelier; their absence says nothing. */
  likelier?: FactPattern;
  /** Ways of failing that this explains: a check that rests on this one and fails so is the cause, and tells this as well. */
  explains?: readonly string[];
  /** The same, only where both are about one address. */
  explainsAtSameUrl?: readonly string[];
  /** Another check that must have failed too. */
  alongside?: string;
  /** Checks that rest on this one hold, for they asked the same host for something else: it serves. */
  whileOthersHold?: true;
  /** How another check failed when it is this incident and no rival. */
  confirmedBy?: { check: string; codes: readonly string[]; facts?: FactPattern };
  /** The code says no more than a class does, so that it takes a fact to be sure. */
  vague?: true;
}

/** One thing to do. `{names}` in the command are filled in from the target and the run. */
export interface Step {
  text: string;
  command?: string;
  /** What to expect, and where each outcome leads: `/ready 200 within 3 min; still 503 -> Do 2`. */
  expect?: string;
  /** What it does on any platform: a target may say how it is done there. */
  does?: Operation;
  /** How it is done where a product does not run on AWS and does not say itself how. A command of AWS without it is no step there. */
  elsewhere?: { text: string; command?: string; expect?: string };
  /** Its words stay where it is done otherwise: they say more than what it does. */
  keepsWords?: true;
  /** A target says it of itself: it stays as it is wherever it runs. */
  ofTarget?: true;
  /** It is the rollback itself, of what is named here: shown where going back is known to help. */
  goesBack?: 'api' | 'frontend';
  /** Minutes after which it is due, when what came before has not helped. */
  afterMinutes?: number;
}

/** Whether going back to the release before would help, and how much of it. */
export interface RollbackRule {
  /** What to roll back; `none` when no release can have caused it. */
  scope: 'api' | 'frontend' | 'none';
  why: string;
}

/** What a failure means: a page of the runbook, as data. */
export interface Incident {
  id: string;
  /** What is broken, as the start of a sentence that the evidence finishes. */
  title: string;
  severity: Severity;
  /** Its severity holds whatever the check is, and whatever it brought down. */
  holdsSeverity?: true;
  /** It may befall any check, and is as bad as what that check claims. */
  asBadAsClaim?: true;
  /** A target says it of itself: its words stay as they are wherever it runs. */
  ofTarget?: true;
  /** Its title in a few words, for a list of what the evidence allows. */
  brief?: string;
  /** What is broken when the evidence cannot tell it from its rivals. */
  together?: string;
  /** Who is hit, and by what. */
  affected: string;
  /** What is otherwise by what the host is for. */
  byRole?: Partial<Record<HostRole, Partial<Pick<Incident, 'severity' | 'affected' | 'steps' | 'rollback'>>>>;
  /** What users and dashboards show. */
  symptoms: readonly string[];
  /** Empty for the general incident of a failure class, which is taken when no other fits. */
  signs: readonly Sign[];
  firstChecks: readonly string[];
  steps: readonly [Step, ...Step[]];
  /** What goes away without anyone's doing, and what does not. */
  selfHealing: string;
  rollback: RollbackRule;
  /** Tells it from the incidents that share its signs. */
  disambiguate?: Step;
  /** The search of the API's log whose lines tell it from its rivals; a run that may search does so by itself. */
  decidingLines?: string;
  /** What to look for in the API's log, when the run has no trace id that leads there. */
  logs?: string;
  /** The layer whose team answers, where that is not the check's own. */
  team?: Layer;
  /** Whose fault it is, when it is a third party's. */
  thirdParty?: string;
}
