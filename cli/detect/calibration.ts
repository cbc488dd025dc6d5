import { diagnoseRun } from '#checks/catalogue.ts';
import type { Cause, Confidence, HistoryContext, Rollback } from '#diagnosis/model.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';
import type { Truth } from './truth.ts';

/** What a run showed of a fault that somebody knows. */
export interface KnownFault {
  name: string;
  record: RunRecord;
  target: Target;
  /** The check that tells it. */
  check: string;
  /** Incidents of which each is a right name for it, alone or among those that the evidence allows. */
  means: readonly string[];
  truth: Truth;
}

/** How far the answer about one fault was to be trusted, and what of it was right. */
export interface Calibrated {
  name: string;
  level: Confidence['level'];
  cause: boolean;
  owner: boolean;
  /** In each of the situations that a run may find itself in. */
  rollback: boolean[];
}

/** Holds what is said of a fault against what is so. Undefined where it is no cause at all. */
export function calibrate(known: KnownFault): Calibrated | undefined {
  const { name, record, target, check, means, truth } = known;
  const causeIn = (run: RunRecord, before: HistoryContext) =>
    diagnoseRun(run, target, before).causes.find(({ checks }) => checks.includes(check));
  const cause = causeIn(record, {});
  if (!cause) return undefined;
  return {
    name,
    level: cause.confidence.level,
    cause: cause.incidents.some(({ id }) => means.includes(id)),
    owner: isOwner(cause, truth),
    rollback: situations(check).map(({ trigger, before, mayHelp }) => {
      const advice = causeIn({ ...record, trigger }, before)?.rollback.advice;
      return advice !== undefined && allowed(truth, mayHelp).includes(advice);
    }),
  };
}

interface Situation {
  trigger: RunRecord['trigger'];
  before: HistoryContext;
  /** What going back to the release before may do for a fault that came with a release. */
  mayHelp: 'perhaps' | 'yes' | 'no';
}

/** The times at which a fault may be seen, and what is known of the time before. */
function situations(check: string): Situation[] {
  const at = (minute: number) => `2026-11-21T02:${minute}:05.000Z`;
  const held = { passedAt: at(41), heldAt: at(41) };
  const heldUntil = (minute: number) => ({
    [check]: { ...held, troubledSince: at(minute), failingSince: at(minute) },
  });
  const releases = (minute: number) =>
    Object.fromEntries(
      ['api', 'app'].map((component) => [
        component,
        [
          { seen: ['8de22aa'], since: at(10) },
          { seen: ['9ab12f0'], since: at(minute) },
        ],
      ]),
    );
  return [
    { trigger: 'schedule', before: {}, mayHelp: 'perhaps' },
    { trigger: 'deploy', before: {}, mayHelp: 'perhaps' },
    { trigger: 'deploy', before: { claims: { [check]: held } }, mayHelp: 'yes' },
    { trigger: 'schedule', before: { claims: heldUntil(46), releases: releases(46) }, mayHelp: 'yes' },
    { trigger: 'schedule', before: { claims: heldUntil(46), releases: releases(51) }, mayHelp: 'no' },
  ];
}

/** What may be advised. A rule that decides is right where a release may be the reason, and a detour where none can be. */
function allowed({ goingBack }: Truth, mayHelp: Situation['mayHelp']): readonly Rollback['advice'][] {
  if (goingBack === 'never' || mayHelp === 'no') return ['no'];
  return mayHelp === 'yes' ? ['yes', 'decide'] : ['decide'];
}

function isOwner({ owner }: Cause, { teams, whose }: Truth): boolean {
  const said = owner.party === 'third-party' || owner.party === 'suite' ? owner.party : 'ours';
  return said === whose && (whose === 'suite' || teams.includes(owner.team));
}
