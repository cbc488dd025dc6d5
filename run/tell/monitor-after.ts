import type { RunRecord } from '#record/run-record.ts';
import type { IncidentChange } from './incident-change.ts';
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
  const isKnown = runs + 1 >= enough || run.isSure;
  if (open && isKnown) {
    const tiers = [...new Set([...(open.tiers ?? []), ...record.tiers])];
    return { state: { ...state, blind, open: [...others, { ...open, tiers }] }, changes: [] };
  }
  if (open || !isKnown) return { state: { ...state, blind }, changes: [] };
  const incident: OpenIncident = {
    ...{ key: keyOf('monitor'), about: 'monitor', incidents: ['monitor'], broken: [] },
    ...{ title: 'The monitor itself is broken: nobody knows how the target is', severity: 'P2' },
    ...{ team: 'whoever runs Watchpost', since, tiers: record.tiers, told: {} },
  };
  return {
    state: { ...state, blind, open: [...state.open, incident] },
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
  const blind = Object.fromEntries(Object.entries(state.blind).filter(([name]) => !name.split('+').every(sees)));
  if (!open) return { state: { ...state, blind }, changes: [] };
  const tiers = (open.tiers ?? []).filter((tier) => !sees(tier));
  if (tiers.length > 0) return { state: { ...state, blind, open: [...others, { ...open, tiers }] }, changes: [] };
  return { state: { ...state, blind, open: others }, changes: [{ event: 'resolved', incident: open }] };
}
