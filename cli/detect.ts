import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import process from 'node:process';
import { pooledOver } from '#fixtures/timing/concurrency.ts';
import { exitCodes } from '#record/vocabulary.ts';
import { ConfigError, unknownWord } from '#targets/definition/problem.ts';
import { demoSystem } from './boot-demo.ts';
import { createCommand, runCommand } from './command.ts';
import { commitNow } from './commit.ts';
import { detect } from './detect/detect-fault.ts';
import { type DetectionResult, resultsFileOf } from './detect/detection-result.ts';
import { detectGate, throwWithoutRelease } from './detect/gate/detect-gate.ts';
import { isRight } from './detect/judge-row.ts';
import { keepClean, keepFault } from './detect/keep-sample.ts';
import { type Asked, type Evidence, evidenceLevels, plan, type Row } from './detect/rows.ts';
import { detectionHeader, detectionLine } from './detect/table.ts';
import { earlierRun } from './earlier-run.ts';
import { listed } from './repeatable.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { wholeNumber } from './whole-number.ts';
import { writeResult } from './write-result.ts';

interface DetectFlags {
  system: string;
  fault?: string[];
  evidence?: string[];
  gate?: boolean;
  jobs?: string;
  write?: string | true;
  json?: boolean;
}

const cores = availableParallelism();

/** A run is a browser and its demo: a gate for each core keeps them busy; a run waits for webhooks, and takes one more. */
const jobsOf = (gate: boolean) => (gate ? cores : cores + 1);

const command = createCommand(
  'detect',
  'Switches on every fault of the demo, one a run, and shows whether the run finds and names it, and blames nothing else.',
)
  .option('--system <name>', 'which system', 'loventia')
  .option('--fault <id>', 'only these faults; repeatable', listed)
  .option(
    '--evidence <level>',
    `what a run is given: ${evidenceLevels.join(', ')}; repeatable (default: outside, and all of them where they matter)`,
    listed,
  )
  .option('--gate', 'puts each fault into a release that is rolled out, and shows whether the gate ends as it should')
  .option('--jobs <count>', `how many runs at once (default: ${jobsOf(false)}, with --gate ${jobsOf(true)})`)
  .option(
    '--write [file]',
    `keeps the result as JSON, with date and commit (default: ${relative('', resultsFileOf('<system>'))}, and what each fault showed for the tests)`,
  )
  .option('--json', 'prints the result as JSON')
  .addHelpText(
    'after',
    '\nExit codes: 0 every fault was found and named and nothing else was blamed, 1 not so, 4 misconfigured, 130 interrupted.',
  );

await runCommand<DetectFlags>(command, async ({ system, fault, evidence, gate = false, jobs, write, json }) => {
  const { rows, evidence: given, rollsOut = false } = await demoSystem(system);
  const asked = chosen(rows, given, fault, evidence);
  const width = wholeNumber('--jobs', jobs ?? String(jobsOf(gate)), 'how many runs at once');
  if (gate) throwWithoutRelease(system, rollsOut);
  const stop = stopOnSignal();
  if (gate) {
    const wanted = rows.filter((row) => asked.some((one) => one.row === row));
    const isChoice = fault !== undefined;
    return detectGate({ system, rows: wanted, isChoice, width, cores, write, json: json ?? false, signal: stop });
  }
  const started = performance.now();
  const commit = commitNow();
  using before = await earlierRun(system, stop);
  if (write === true && before.record) keepClean(system, before.record);
  if (!json) console.log(detectionHeader);
  const answers = await pooledOver(asked, width, async (one) => {
    if (stop.aborted) return [];
    const detection = await detect(system, one, before.store, stop, (record) => {
      if (write === true && one.evidence === 'outside') keepFault(system, one.row.fault, record);
    });
    if (stop.aborted) return [];
    if (!json) console.log(detectionLine(detection));
    return [detection];
  });
  const detections = answers.flat();
  const right = detections.filter(isRight).length;
  const result: DetectionResult = {
    date: new Date().toISOString(),
    commit,
    node: process.version,
    cores,
    system,
    jobs: width,
    minutes: Math.round((performance.now() - started) / 6_000) / 10,
    right,
    of: asked.length,
    detections,
  };
  const whole = asked.length === plan(rows, given).length;
  if (write && !stop.aborted && (whole || write !== true))
    writeResult(write === true ? resultsFileOf(system) : write, result);
  console.log(json ? JSON.stringify(result) : `\n${summary(result)}`);
  if (stop.aborted) return exitCodes.interrupted;
  return right === asked.length ? exitCodes.ok : exitCodes.failed;
});

function summary({ right, of, minutes, cores: on }: DetectionResult): string {
  return `${right} of ${of} runs found the fault, named it, and blamed nothing else; ${minutes} minutes on ${on} cores`;
}

function chosen(
  all: readonly Row[],
  given: readonly Evidence[],
  faults: readonly string[] | undefined,
  levels: readonly string[] | undefined,
): Asked[] {
  const known = all.map(({ fault }) => fault);
  const problems = [
    ...(faults ?? []).filter((id) => !known.includes(id)).map((id) => unknownWord('--fault', id, known, 'one of')),
    ...(levels ?? [])
      .filter((level) => !isLevel(level))
      .map((level) => unknownWord('--evidence', level, evidenceLevels, 'one of')),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  const rows = faults ? all.filter(({ fault }) => faults.includes(fault)) : all;
  return plan(rows, given, levels?.filter(isLevel));
}

function isLevel(level: string): level is Evidence {
  return evidenceLevels.some((one) => one === level);
}
