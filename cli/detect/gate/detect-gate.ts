import process from 'node:process';
import { pooledOver } from '#fixtures/timing/concurrency.ts';
import { exitCodes } from '#record/vocabulary.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import { commitNow } from '../../commit.ts';
import { writeResult } from '../../write-result.ts';
import type { Row } from '../rows.ts';
import { gateCases } from './gate-case.ts';
import { type GateResult, gateResultsFileOf } from './gate-result.ts';
import { gateHeader, gateLine } from './gate-table.ts';
import { measureGate } from './measure-gate.ts';

export interface GatesAsked {
  system: string;
  rows: readonly Row[];
  /** They are not all. */
  isChoice: boolean;
  /** How many gates at once. */
  width: number;
  cores: number;
  write?: string | true | undefined;
  json: boolean;
  signal: AbortSignal;
}

/**
 * Lets the gate meet every fault in a release of the demo, and shows whether it ends as it should.
 *
 * @returns the exit code: 0 when each gate has.
 */
export async function detectGate(asked: GatesAsked): Promise<number> {
  const { system, rows, isChoice, width, cores, write, json, signal } = asked;
  const cases = gateCases(rows, isChoice);
  const started = performance.now();
  if (!json) console.log(gateHeader);
  const answers = await pooledOver(cases, width, async (one) => {
    if (signal.aborted) return [];
    const detection = await measureGate(system, one, signal);
    if (signal.aborted) return [];
    if (!json) console.log(gateLine(detection));
    return [detection];
  });
  const gates = answers.flat();
  const right = gates.filter(({ wrong }) => wrong.length === 0).length;
  const minutes = Math.round((performance.now() - started) / 6_000) / 10;
  const world = { date: new Date().toISOString(), commit: commitNow(), node: process.version, cores, system };
  const result: GateResult = { ...world, minutes, right, of: cases.length, gates };
  const file = write === true ? gateResultsFileOf(system) : write;
  if (file && !signal.aborted && (!isChoice || write !== true)) writeResult(file, result);
  const summary = `${right} of ${cases.length} gates ended as they should; ${minutes} minutes on ${cores} cores`;
  console.log(json ? JSON.stringify(result) : `\n${summary}`);
  if (signal.aborted) return exitCodes.interrupted;
  return right === cases.length ? exitCodes.ok : exitCodes.failed;
}

/**
 * Only a demo that has a next release can be gated.
 *
 * @throws {ConfigError} where it has none.
 */
export function throwWithoutRelease(system: string, rollsOut: boolean): void {
  if (rollsOut) return;
  const expected = 'a system whose demo rolls out a next release';
  throw new ConfigError([{ where: '--gate', found: `"${system}"`, expected, remedy: 'leave it out' }]);
}
