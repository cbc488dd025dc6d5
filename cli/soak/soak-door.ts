import { availableParallelism } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { exitCodes } from '#record/vocabulary.ts';
import { commitNow } from '../commit.ts';
import { stopOnSignal } from '../stop-on-signal.ts';
import { writeResult } from '../write-result.ts';
import { type CurvePoint, curveOfDoor, isLinear, ratiosOf } from './door-curve.ts';
import { type DoorResult, fuzzDoor } from './fuzz-door.ts';

/** What the door has come to, and on which machine. */
export interface DoorReport extends DoorResult {
  /** ISO instant of the end. */
  date: string;
  commit: string;
  node: string;
  cores: number;
  curve: CurvePoint[];
}

/** Where the last full result is kept. */
export const doorResultFile: string = fileURLToPath(new URL('results/door.json', import.meta.url));

interface DoorFlags {
  texts: number;
  seed: number;
  json: boolean;
  /** Where the result is kept; undefined when it is not. */
  file: string | undefined;
}

/** A shared machine is not held longer, in ms. */
const longestMs = 600_000;

/** Puts random texts through the door, ten minutes at most, tells what came of it, and what long texts cost. */
export function soakDoor({ texts, seed, json, file }: DoorFlags): number {
  const stop = stopOnSignal();
  const until = performance.now() + longestMs;
  const result = fuzzDoor(texts, seed, () => stop.aborted || performance.now() > until);
  const curve = curveOfDoor();
  const machine = { commit: commitNow(), node: process.version, cores: availableParallelism() };
  const report: DoorReport = { date: new Date().toISOString(), ...machine, ...result, curve };
  if (file !== undefined && !stop.aborted) {
    writeResult(file, report);
  }
  const lines = [
    `${result.texts} of ${texts} random texts in ${result.seconds.toFixed(1)} s, seed ${seed}`,
    ...result.leaks.slice(0, 20).map(({ number, spelling }) => `  text ${number} leaks: ${spelling}`),
    doorInWords(report),
  ];
  console.log(json ? JSON.stringify(report) : lines.join('\n'));
  if (stop.aborted) return exitCodes.interrupted;
  const isGood = result.leaks.length + result.spoilt === 0 && isLinear(curve);
  return isGood ? exitCodes.ok : exitCodes.failed;
}

/** In a few words, for a person. */
export function doorInWords({ texts, leaks, spoilt, curve }: DoorReport): string {
  const costs = (['clean', 'dense'] as const).map((kind) => {
    const ratios = curve.map(({ mega }, at) => `${ratiosOf(curve, kind)[at]} at ${mega}`).join(', ');
    const where = kind === 'dense' ? 'with one in every 50,000 characters' : 'where none is';
    return `${where} ${curve.find(({ mega }) => mega === 1)?.[kind]} ms for a million (as a multiple of that, by millions: ${ratios})`;
  });
  const found = `${texts} random secrets in random spellings, ${leaks.length} leaked, ${spoilt} texts spoilt`;
  return `${found}; a text costs ${costs.join(', and ')}`;
}
