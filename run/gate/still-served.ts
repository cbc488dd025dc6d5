import { setTimeout as delay } from 'node:timers/promises';
import { shortRelease } from '#diagnosis/short-release.ts';
import type { RunRecord } from '#record/run-record.ts';
import { isExpected } from './arrival.ts';
import type { Component } from './components.ts';
import type { ComponentState } from './fence.ts';
import { type ReadingOptions, readRelease } from './read-release.ts';

/** How a deploy changed while it was looked at. */
export interface Changed {
  text: string;
  /** A newer deploy has taken its place. */
  superseded: boolean;
}

/** An answer on its way out may be of the release before. */
const againMs = 300;

/** Whether each component still serves what it served when the looks began; undefined where it does. */
export async function changeOf(
  components: readonly Component[],
  states: readonly ComponentState[],
  options: ReadingOptions,
): Promise<Changed | undefined> {
  for (const component of components) {
    const state = states.find(({ name }) => name === component.name);
    if (!state?.release) continue;
    const other = (await otherThan(state, component, options)) && (await later(state, component, options));
    if (!other) continue;
    const [now, then] = [other, state.release].map(shortRelease);
    const isOld = other === state.before;
    const text = `${component.name} served ${then} when the checks began and ${now} ${isOld ? 'again ' : ''}now`;
    return { text, superseded: component.expected !== undefined && !isOld && state.state === 'arrived' };
  }
  return undefined;
}

/** How a deploy went away and came back while it was looked at: what the checks themselves met of the release before. Pure. */
export function cameAndWent(states: readonly ComponentState[], seen: RunRecord['releases']): Changed | undefined {
  for (const { name, release, before } of states) {
    if (!release || !before || release === before || !seen[name]?.includes(before)) continue;
    const [now, then] = [before, release].map(shortRelease);
    return { text: `${name} served ${then} when the checks began and ${now} again to some of them`, superseded: false };
  }
  return undefined;
}

async function later(...asking: Parameters<typeof otherThan>): Promise<string | undefined> {
  await delay(againMs);
  return otherThan(...asking);
}

async function otherThan(
  { release = '', before }: ComponentState,
  component: Component,
  options: ReadingOptions,
): Promise<string | undefined> {
  const readings = await readRelease(component, options);
  const watched = { component, sweeps: [[{ release }]], ...(before && { before }) };
  const isSame = (read: string) => read === release || (component.marker?.in !== 'assets' && isExpected(read, watched));
  return readings.flatMap((one) => one.release ?? []).find((read) => !isSame(read));
}
