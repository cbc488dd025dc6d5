import type { RunRecord } from '#record/run-record.ts';
import { comesAndGoes } from './comes-and-goes.ts';
import type { IncidentChange } from './incident-change.ts';
import { areCalm, comingAndGoing, isOften, type Looks, shareOf, withLook } from './looks.ts';
import { type SeenRun, saying } from './seen-run.ts';
import type { OpenIncident, TellingState } from './telling-state.ts';

/** So many runs in a row that could not tell are no chance. */
const enough = 2;

/** Whether the monitor itself is broken, counted apart for each choice of tiers: one without a browser is blind where others see. Pure. */
export function monitorAfter(
  state: TellingState,
  run: SeenRun,
  keyOf: (incident: string) => string,
): { state: TellingState; changes: IncidentChange[] } {
  const { record } = run;
  const open = state.open.find(({ about }) => about === 'monitor');
  const others = state.open.filter((one) => one !== open);
  if (saying(record) !== 'blind') return seeingAgain(state, record, open, others);
  const name = record.tiers.join('+');
  const { since, runs } = state.blind[name] ?? { since: record.endedAt, runs: 0 };
  const blind = { ...state.blind, [name]: { since, runs: runs + 1 } };
  const looks = withLooks(state.looks, record, [lookOf(name)], true);
  const isKnown = runs + 1 >= enough || run.isSure || isOften(looks, [lookOf(name)]);
  if (open && isKnown) {
    const tiers = [...new Set([...(open.tiers ?? []), ...record.tiers])];
    return { state: { ...state, blind, looks, open: [...others, { ...open, tiers }] }, changes: [] };
  }
  if (open || !isKnown) return { state: { ...state, blind, looks }, changes: [] };
  const comes = comingAndGoing(looks, [lookOf(name)]);
  const share = shareOf(looks, comes);
  const incident: OpenIncident = {
    ...{ key: keyOf('monitor'), about: 'monitor', incidents: ['monitor'], broken: [] },
    ...{ title: `The monitor itself is broken: nobody knows how the target is${comesAndGoes(share)}`, severity: 'P2' },
    ...{ team: 'whoever runs Watchpost', since: share?.since ?? since, tiers: record.tiers, told: {} },
    ...(share && { flaps: { checks: comes, red: share.red, of: share.of } }),
  };
  return {
    state: { ...state, blind, looks, open: [...state.open, incident] },
    changes: [{ event: 'opened', incident }],
  };
}

/** A run that can tell ends it for its tiers. */
function seeingAgain(
  state: TellingState,
  record: RunRecord,
  open: OpenIncident | undefined,
  others: OpenIncident[],
): { state: TellingState; changes: IncidentChange[] } {
  if (saying(record) === 'nothing') return { state, changes: [] };
  const sees = (tier: string) => record.tiers.some((one) => one === tier);
  const isSeen = (name: string) => name.split('+').every(sees);
  const blind = Object.fromEntries(Object.entries(state.blind).filter(([name]) => !isSeen(name)));
  const known = Object.keys(state.looks ?? {}).filter((id) => id.startsWith(prefix) && isSeen(id.slice(prefix.length)));
  const looks = withLooks(state.looks, record, known, false);
  const seen = { ...state, blind, ...(state.looks && { looks }) };
  if (!open) return { state: seen, changes: [] };
  const tiers = (open.tiers ?? []).filter((tier) => !sees(tier));
  if (tiers.length > 0 || !areCalm(looks, open.flaps?.checks ?? []))
    return { state: { ...seen, open: [...others, { ...open, tiers }] }, changes: [] };
  return { state: { ...seen, open: others }, changes: [{ event: 'resolved', incident: open }] };
}

/** By what the looks of runs with these tiers are known: no check has such an id. */
const prefix = 'monitor ';
const lookOf = (tiers: string) => `${prefix}${tiers}`;

/** With one more look at each; one that confirms is no run of its own. */
const withLooks = (looks: Looks = {}, { endedAt, round }: RunRecord, ids: readonly string[], red: boolean): Looks =>
  round > 1 ? looks : ids.reduce((all, id) => withLook(all, id, { at: endedAt, red }), looks);
