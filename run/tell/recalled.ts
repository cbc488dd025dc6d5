import type { RunRecord } from '#record/run-record.ts';
import type { TellSetting } from '#targets/definition/tell.ts';
import { incidentKey } from './incident-key.ts';
import type { Post } from './post.ts';
import { isHeardBy } from './queued.ts';
import { tellerOf } from './tellers.ts';
import { nothingTold, type OpenIncident, type TellingState } from './telling-state.ts';

/**
 * What is open, as far as somebody who was told can still say it: for a run that finds nothing of the runs before in its store.
 * Everybody else who hears of such incidents was told as well.
 */
export async function recalledFrom(
  tell: Readonly<Record<string, TellSetting>>,
  record: RunRecord,
  post: Post,
): Promise<TellingState> {
  const ours = incidentKey(record, '');
  let open: OpenIncident[] = [];
  for (const [name, setting] of Object.entries(tell)) {
    const teller = tellerOf(setting);
    if (teller.hears === 'runs' || !teller.recall) continue;
    for (const { ref, mark } of await teller.recall(setting, post)) {
      if (!mark.key.startsWith(ours) || mark.key === incidentKey(record, 'test')) continue;
      const { checks, ...known } = mark;
      const heard = Object.keys(tell).filter((one) => isHeardBy(tell[one], mark));
      const told = { ...Object.fromEntries(heard.map((one) => [one, {}])), [name]: { ref } };
      const before = open.find(({ key }) => key === mark.key);
      const incident: OpenIncident = {
        ...{ ...known, broken: checks, told: { ...told, ...before?.told, [name]: { ref } } },
        ...(mark.about === 'monitor' && { tiers: [...record.tiers] }),
      };
      open = [...open.filter((one) => one !== before), incident];
    }
  }
  return { ...nothingTold, open };
}
