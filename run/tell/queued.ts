import type { Notice } from '#reporters/json/notice-schema.ts';
import type { TellSetting } from '#targets/definition/tell.ts';
import type { IncidentChange } from './incident-change.ts';
import type { OpenIncident, TellingState, Waiting } from './telling-state.ts';

type Settings = Readonly<Record<string, TellSetting>>;

/**
 * The state with what its people are to be told of the changes: whoever hears of such incidents, and who has heard of this one
 * before. What somebody could not be told yet makes room for what is so now. Pure.
 */
export function queued(
  state: TellingState,
  changes: readonly IncidentChange[],
  tell: Settings,
  noticeOf: (change: IncidentChange) => Notice,
): TellingState {
  let { open, waiting } = state;
  for (const change of changes) {
    const { incident } = change;
    const notice = noticeOf(change);
    const known = Object.keys(incident.told);
    const names = Object.keys(tell).filter(
      (name) => known.includes(name) || (change.event !== 'resolved' && isHeardBy(tell[name], incident)),
    );
    const isSame = (one: Waiting) => names.includes(one.to) && one.notice.key === incident.key;
    const untold = waiting.filter(isSame);
    waiting = [
      ...waiting.filter((one) => !isSame(one)),
      ...names.map((to): Waiting => {
        const isNew = !known.includes(to) || untold.some((one) => one.to === to && one.notice.event === 'opened');
        const { answer, ...short } = notice;
        const { ref } = incident.told[to] ?? {};
        return {
          ...{ to, since: notice.at },
          ...(ref !== undefined && { ref }),
          notice: {
            ...(tell[to]?.kind === 'webhook' ? notice : short),
            event: change.event === 'changed' && isNew ? 'opened' : change.event,
          },
        };
      }),
    ];
    const told = Object.fromEntries(names.map((name) => [name, incident.told[name] ?? {}]));
    open = open.map((one) => (one.key === incident.key ? { ...one, told } : one));
  }
  return { ...state, open, waiting };
}

/** Whether somebody is to be told of such an incident. */
export function isHeardBy(
  setting: TellSetting | undefined,
  { about, severity, layer, team }: Pick<OpenIncident, 'about' | 'severity' | 'layer' | 'team'>,
): boolean {
  if (!setting || setting.kind === 'heartbeat') return false;
  if (!setting.about.includes(about) || !setting.severities.includes(severity)) return false;
  // The monitor is of no layer and no team of the target.
  if (about === 'monitor') return true;
  const ofLayer = !setting.layers || setting.layers.some((one) => one === layer);
  return ofLayer && (!setting.teams || setting.teams.includes(team));
}
