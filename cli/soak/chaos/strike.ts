import type { ChildProcess } from 'node:child_process';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { type Process, processesWith } from '../processes.ts';
import { oneOf } from '../seeded-random.ts';
import { type Misfortune, misfortunes, type Victim } from './misfortunes.ts';
import type { Plan } from './plan.ts';

const againMs = 50;

/**
 * Lets a misfortune come over a command at its moment.
 *
 * @param mark is in the environment of all that the command starts.
 * @returns whether it struck while the command ran.
 */
export async function strike(child: ChildProcess, plan: Plan, mark: string): Promise<boolean> {
  const { signal, kills }: Misfortune = misfortunes[plan.misfortune];
  if (!signal && !kills) return true;
  await pause(plan.afterMs, undefined, { ref: false });
  if (signal) return isOn(child) && child.kill(signal);
  // A browser that is not there yet is waited for.
  for (; isOn(child); await pause(againMs)) {
    const there = victimsAmong(processesWith(mark), kills ?? 'command', child.pid);
    if (there.length > 0) return kill(oneOf(plan.random, there));
  }
  return false;
}

const isOn = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

/** Of what a command has started, those that are called so. */
function victimsAmong(all: readonly Process[], victim: Victim, command: number | undefined): Process[] {
  const runners = all.filter((one) => one.parent === command && /@playwright\/test\/cli/.test(one.command));
  const parents = new Set(runners.map(({ pid }) => pid));
  return {
    command: all.filter(({ pid }) => pid === command),
    runner: runners,
    worker: all.filter(({ parent }) => parents.has(parent)),
    browser: all.filter((one) => one.command.includes('--remote-debugging-pipe') && !one.command.includes('--type=')),
    page: all.filter((one) => one.command.includes('--type=renderer')),
  }[victim];
}

function kill({ pid }: Process): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
