import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';
import type { Incident, RollbackRule } from './incident.ts';
import type { HistoryContext, Rollback } from './model.ts';
import { releaseChanges } from './release-changes.ts';

type Scope = Exclude<RollbackRule['scope'], 'none'>;

/** Yes only where a release is known to have come between good and bad; a rollback then comes before a hot fix. */
export function rollbackOf(
  incidents: readonly Incident[],
  lead: CheckRecord | undefined,
  record: RunRecord,
  target: Target,
  { previous }: HistoryContext,
): Rollback {
  const rules = incidents.map(({ rollback }) => rollback);
  const scopes = new Set(rules.map(({ scope }) => scope));
  const [scope] = scopes;
  const why = rules[0]?.why ?? '';
  if (scope === undefined || scope === 'none') {
    return scopes.size > 1 ? { advice: 'unknown', why: 'it depends on which of them it is' } : { advice: 'no', why };
  }
  if (scopes.size > 1) return { advice: 'unknown', scope, why: 'it depends on which of them it is' };
  if (previous) return compared(scope, lead, record, target, previous);
  if (record.trigger === 'deploy') return { advice: 'yes', scope, why: 'this run follows a deploy' };
  return { advice: 'unknown', scope, why: 'yes if a rollout came just before' };
}

function compared(
  scope: Scope,
  lead: CheckRecord | undefined,
  record: RunRecord,
  target: Target,
  previous: RunRecord,
): Rollback {
  const before = previous.checks.find(({ id }) => id === lead?.id)?.outcome;
  const change = releaseChanges(previous, record).find(({ component }) => isOf(component, scope, target));
  if (before === 'fail') {
    return change
      ? { advice: 'no', scope, why: `red before ${change.to} came; an older release may still help` }
      : { advice: 'unknown', scope, why: 'red before as well; see what came before that' };
  }
  if (change) return { advice: 'yes', scope, why: `${change.component} ${change.from} -> ${change.to} came between` };
  return { advice: 'unknown', scope, why: 'same release as when it held; settings may differ' };
}

function isOf(component: string, scope: Scope, { frontend, apis }: Target): boolean {
  const isFrontend = component === 'frontend' || component === 'app' || component === frontend?.host;
  return scope === 'frontend' ? isFrontend : !isFrontend && (component in apis || component.startsWith('api'));
}
