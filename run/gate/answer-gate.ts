import { join } from 'node:path';
import { clockMinute } from '#diagnosis/clock.ts';
import type { Maintenance } from '#record/maintenance.ts';
import type { RunRecord } from '#record/run-record.ts';
import { exitCodes, type VerdictName } from '#record/vocabulary.ts';
import { type Before, claimBefore } from './before.ts';
import { type Decision, decide, exitOf } from './decision.ts';
import type { Gated } from './gate.ts';
import type { GateAnswer } from './gate-answer.ts';
import type { GateOptions } from './gate-options.ts';

/** Puts what a gate has found out into its answer. Pure. */
export function answerGate(gated: Gated, options: GateOptions): GateAnswer {
  const { settings, fenced, before, looked, changed } = gated;
  const { target } = settings;
  const { mode = target.gate.mode, onInconclusive = target.gate.onInconclusive, isRollback } = options;
  const rounds = looked?.rounds ?? [];
  const deployed = { before, components: fenced.components, migration: options.migration };
  const found = decide(rounds, deployed, target);
  // One that has fallen silent can only be found broken: that it is well says nothing of the release.
  const isThere = fenced.outcome === 'arrived' || (fenced.outcome === 'silent' && found.verdict === 'failed');
  const decision = rounds.length > 0 && isThere && !changed ? found : undefined;
  const verdict =
    decision && !looked?.stopped ? decision.verdict : undecided(fenced, looked?.stopped ?? false, changed);
  const last = rounds.at(-1);
  const code =
    verdict === 'superseded'
      ? exitCodes.degraded
      : exitOf({ verdict, blocks: decision?.blocks ?? false }, { mode, onInconclusive, isRollback });
  return {
    schema: 1,
    target: target.name,
    verdict,
    code,
    blocks: decision?.blocks ?? false,
    mode,
    ...adviceOf(decision, fenced.outcome, isRollback),
    causes: (decision?.causes ?? []).map(({ name, cause, age, advice, why }) => ({
      ...{ check: name, title: cause.title, message: cause.message, class: cause.class, outcome: cause.outcome },
      ...{ party: cause.owner.party, age, rollback: advice, why },
    })),
    releases: fenced.components.map(({ name, expected, release, before: old, state }) => ({
      component: name,
      ...(expected && { expected }),
      ...(release && { served: release }),
      ...(old && { before: old }),
      state,
    })),
    waitedMs: fenced.waitedMs,
    rounds: rounds.map(({ kind, record: { id, verdict, durationMs, checks } }) => {
      const again = checks.filter(({ seen }) => seen !== undefined).map((check) => check.id);
      return { id, kind, verdict: verdict.name, durationMs, ...(again.length > 0 && { again }) };
    }),
    remarks: remarksOf(gated, options, decision),
    report: last ? join(last.run.folder, 'report.html') : '',
    observed: '',
  };
}

/** What somebody should know that is no cause. */
function remarksOf(
  { fenced, before, looked, changed }: Gated,
  { releases, isRollback }: GateOptions,
  decision: Decision | undefined,
): string[] {
  const last = looked?.rounds.at(-1);
  return [
    ...(releases.length === 0 ? ['no --release was named: whatever was served has been looked at'] : []),
    ...(last?.record.maintenance ? [announcedFor(last.record.maintenance)] : []),
    ...fenced.lines,
    ...(changed ? [changed.text] : []),
    ...(decision?.slower ?? []).map(
      ({ what, nowMs, beforeMs }) => `${what} takes ${nowMs} ms, ${beforeMs} ms before the deploy`,
    ),
    ...(decision?.passing ?? []).map((id) => `${id} failed once, and held when it was looked at again`),
    ...(isRollback && last ? [betterOf(decision && last.record, before)] : []),
    ...(before.remarks ?? []),
  ];
}

/** A deploy is judged by what it serves, whenever that is. */
const announcedFor = ({ until, reason }: Maintenance): string =>
  `the deploy falls into the maintenance announced until ${clockMinute(until)} (${reason}): it is judged as ever`;

function undecided(
  { outcome }: Gated['fenced'],
  stopped: boolean,
  changed: Gated['changed'],
): VerdictName | 'superseded' {
  if (outcome === 'superseded' || changed?.superseded) return 'superseded';
  if (stopped || outcome === 'interrupted') return 'interrupted';
  return 'inconclusive';
}

type Advised = Pick<GateAnswer, 'rollback' | 'why' | 'scope'>;

function adviceOf(decision: Decision | undefined, outcome: Gated['fenced']['outcome'], isRollback: boolean): Advised {
  if (isRollback) return { rollback: 'no', why: 'this is the way back', scope: 'none' };
  if (decision) return { rollback: decision.rollback, why: decision.why, scope: decision.scope };
  const why = outcome === 'arrived' ? 'it changed under the checks' : 'what is served is not what was deployed';
  return { rollback: 'no', why: `nothing is known of the release: ${why}`, scope: 'none' };
}

/** Whether the way back has helped, by what the last look has found; without one that counts nobody knows. */
function betterOf(last: Pick<RunRecord, 'checks'> | undefined, before: Before): string {
  if (before.runs.length === 0) return 'nothing is known of the time before the way back';
  if (!last) return 'whether it is better than before is not known';
  const ids = Object.keys(Object.assign({}, ...before.runs.map(({ claims }) => claims)));
  const then = ids.filter((id) => claimBefore(before, id)?.outcome === 'fail');
  const now = last.checks.filter(({ outcome, muted }) => outcome === 'fail' && !muted).length;
  if (then.length === 0 && now === 0) return 'nothing failed before, and nothing fails now';
  const unseen = then.filter((id) => !last.checks.some((check) => check.id === id && check.outcome !== 'not-run'));
  const open = unseen.length > 0 ? `; ${unseen.length} of them not looked at` : '';
  const how = now < then.length ? 'better' : 'no better';
  return `${how} than before: ${failing(then.length)} before${open}, ${failing(now)} now`;
}

const failing = (claims: number) => (claims === 1 ? '1 claim failing' : `${claims || 'no'} claims failing`);
