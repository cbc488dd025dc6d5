import type { Watched } from './arrival.ts';

/** So many looks in a row without any release are no slip. */
const fewest = 3;

/** Since when each component names no release any more, by its name; in ms of the wait. */
export type Silence = Map<string, number>;

/** Takes in the last look at a component that was deployed: one that never named a release is not silent, it has no voice. */
export function listenTo(silence: Silence, { component, sweeps, before }: Watched, atMs: number): void {
  const { name, expected } = component;
  const named = sweeps.at(-1)?.some(({ release }) => release !== undefined) ?? false;
  if (named || expected === undefined || before === undefined) silence.delete(name);
  else if (!silence.has(name)) silence.set(name, atMs);
}

/** Whether one has been silent for so long that it is not only restarted. */
export const isTooSilent = (silence: Silence, all: readonly Watched[], atMs: number, silentMs: number): boolean =>
  all.some(({ component, sweeps }) => {
    const since = silence.get(component.name);
    return since !== undefined && atMs - since >= silentMs && sweeps.length >= fewest && namesNothing(sweeps);
  });

const namesNothing = (sweeps: Watched['sweeps']) =>
  sweeps.slice(-fewest).every((sweep) => sweep.every(({ release }) => release === undefined));

/** In words what is not heard any more, and why not. */
export function inWordsOfSilence({ component: { name }, sweeps }: Watched): string {
  const problem = sweeps.at(-1)?.find((one) => one.problem)?.problem ?? 'no answer';
  return `${name} names no release any more: ${problem}`;
}
