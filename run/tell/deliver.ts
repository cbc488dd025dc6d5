import type { TellSetting } from '#targets/definition/tell.ts';
import { inOneLine } from '../our-fault.ts';
import type { Post } from './post.ts';
import { tellerOf } from './tellers.ts';
import type { OpenIncident, TellingState, Waiting } from './telling-state.ts';

/** After so long nobody wants to be told any more, in ms. */
const staleMs = 24 * 3_600_000;

export interface Delivered {
  state: TellingState;
  /** In a line each, who did not hear of it and why. */
  failures: string[];
}

/** Sends what waits: to all of them beside each other, to each one after the other. What is not heard waits on. */
export async function deliver(
  state: TellingState,
  tell: Readonly<Record<string, TellSetting>>,
  post: Post,
  now: Date,
): Promise<Delivered> {
  const failures: string[] = [];
  const left: Waiting[] = [];
  const refs: { to: string; key: string; ref: string }[] = [];
  const sendOne = async (one: Waiting) => {
    const { to, notice, ref: known } = one;
    const setting = tell[to];
    if (!setting) return;
    const teller = tellerOf(setting);
    if (teller.hears === 'runs') return;
    try {
      const { ref } = await teller.tell(notice, setting, post, known);
      if (ref !== undefined) refs.push({ to, key: notice.key, ref });
    } catch (error) {
      const isStale = now.getTime() - Date.parse(one.since) > staleMs;
      if (!isStale) left.push(one);
      const then = isStale ? 'after a day it is given up' : 'it is sent again by the next run';
      failures.push(
        `${to} (${setting.kind}) was not told "${notice.title}" (${notice.event}): ${inOneLine(error)}; ${then}`,
      );
    }
  };
  const byName = Map.groupBy(state.waiting, ({ to }) => to);
  await Promise.all(
    [...byName.values()].map(async (own) => {
      for (const one of own) await sendOne(one);
    }),
  );
  return { state: { ...state, waiting: left, open: state.open.map((one) => withRefs(one, refs)) }, failures };
}

function withRefs(incident: OpenIncident, refs: readonly { to: string; key: string; ref: string }[]): OpenIncident {
  const own = refs.filter(({ key }) => key === incident.key).map(({ to, ref }) => [to, { ref }] as const);
  return { ...incident, told: { ...incident.told, ...Object.fromEntries(own) } };
}
