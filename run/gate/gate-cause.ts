import { causeName } from '#diagnosis/cause-name.ts';
import { clockMinute } from '#diagnosis/clock.ts';
import type { Cause } from '#diagnosis/model.ts';
import { shortRelease } from '#diagnosis/short-release.ts';
import { partyOf } from '#record/vocabulary.ts';
import { type Before, claimBefore } from './before.ts';
import type { ComponentState } from './fence.ts';

/** Whether a deploy can have brought it: it was well before, it was not, or nobody has looked. */
export type Age = 'new' | 'old' | 'unknown';

/** What going back would do. */
export type Advice = 'yes' | 'no' | 'unsure';
export type RollbackScope = 'backend' | 'frontend';

/** One thing that is wrong after a deploy, and what the deploy has to do with it. */
export interface GateCause {
  /** Its most telling check. */
  name: string;
  cause: Cause;
  age: Age;
  advice: Advice;
  scope?: RollbackScope;
  /** The evidence of a yes, the reason of a no, what is open. */
  why: string;
}

export interface Deployed {
  before: Before;
  components: readonly ComponentState[];
  /** The deploy has migrated data: the release before may not work with them. */
  migration: boolean;
}

const scopes = { api: 'backend', frontend: 'frontend', none: undefined } as const;

/** What a deploy has to do with a cause. Pure. */
export function gateCause(cause: Cause, deployed: Deployed): GateCause {
  const { age, text } = ageOf(cause, deployed);
  const curable = cause.incidents.filter(({ rollback }) => rollback.scope !== 'none');
  const [scope] = curable.flatMap(({ rollback }) => scopes[rollback.scope] ?? []);
  const base = { name: causeName(cause), cause, age, ...(scope && { scope }) };
  const of = (advice: Advice, why: string): GateCause => ({ ...base, advice, why });
  const [{ rollback }] = cause.incidents;
  if (cause.owner.party === 'suite') return of('no', 'Watchpost itself failed, and says nothing of the release');
  if (cause.owner.party === 'third-party')
    return of('no', `${cause.owner.thirdParty ?? 'a third party'} failed, and no release of ours`);
  if (age === 'old') return of('no', text);
  if (cause.owner.party === 'edge' || !scope) return of('no', rollback.why);
  if (age === 'unknown') return of('unsure', text);
  if (!cause.known) return of('unsure', `${text}, but nothing known looks like this: first find out what it is`);
  if (cause.outcome !== 'fail') return of('unsure', `${text}, and it still works, less well`);
  if (deployed.migration)
    return of('unsure', `${text}, but the deploy declares a migration: going back may not fit the data`);
  if (curable.length < cause.incidents.length)
    return of(
      'yes',
      `${text}; should it be "${(cause.incidents.find((one) => !curable.includes(one)) ?? cause.incidents[0]).title}", it stays after that`,
    );
  return of('yes', text);
}

function ageOf(cause: Cause, { before, components }: Deployed): { age: Age; text: string } {
  const all = cause.checks.flatMap((id) => {
    const known = claimBefore(before, id);
    return known ? [{ id, ...known }] : [];
  });
  const lead = all.find(({ id }) => id === cause.checks[0]);
  if (!lead) return { age: 'unknown', text: 'nobody has looked at it before the deploy' };
  const at = clockMinute(lead.since);
  // What others or ourselves stood in the way of says nothing of the app behind it.
  if (lead.class && partyOf(lead.class) !== 'app' && cause.owner.party === 'app' && cause.outcome === 'fail')
    return {
      age: 'unknown',
      text: `it was red since ${at} for another reason (${lead.class}), which may have hidden it`,
    };
  if (lead.isCoarse && cause.outcome !== 'fail')
    return {
      age: 'unknown',
      text: `it did not fail at ${at}; whether it worked less well then nobody has written down`,
    };
  // One that was only strained, or failed in another way, has become worse.
  const same = lead.outcome !== 'pass' && (lead.outcome === 'fail' || cause.outcome !== 'fail');
  if (same && (lead.class === undefined || lead.class === cause.class || lead.outcome === cause.outcome))
    return { age: 'old', text: `red since ${at}, before the deploy` };
  const change = components.flatMap(({ name, before: old, release }) =>
    old && release && old !== release ? [`${name} ${shortRelease(old)} -> ${shortRelease(release)}`] : [],
  );
  const came = change.length > 0 ? `came with ${change.join(', ')}` : 'came with the deploy';
  return { age: 'new', text: `${came}, last good ${at}` };
}
