import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import process from 'node:process';
import { exitCodes } from '#record/vocabulary.ts';
import { demoSystem } from './boot-demo.ts';
import { createCommand, runCommand } from './command.ts';
import { commitNow } from './commit.ts';
import { earlierRun } from './earlier-run.ts';
import { chaosResultFile } from './soak/chaos/chaos-result.ts';
import { soakChaos } from './soak/chaos/soak-chaos.ts';
import { type CleanRun, oneRun, stress } from './soak/one-run.ts';
import { doorResultFile, soakDoor } from './soak/soak-door.ts';
import { type Condition, inWords, readResult, resultsFileOf, runsIn, type SoakResult } from './soak/soak-result.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { wholeNumber } from './whole-number.ts';
import { writeResult } from './write-result.ts';

interface SoakFlags {
  door?: boolean;
  texts: string;
  chaos?: string;
  only?: string;
  seed?: string;
  system: string;
  runs: string;
  resume?: boolean;
  write?: string | true;
  json?: boolean;
}

/** Written after each run, so that a soak that was stopped can go on. */
const progressOf = (system: string) => `reports/soak/${system}.json`;

const command = createCommand(
  'soak',
  'Runs the suite many times against a demo without any fault, every second time on a busy machine and a bad network: nothing may be found, and nothing be left behind.',
)
  .option('--system <name>', 'whose demo to boot', 'loventia')
  .option('--runs <count>', 'how many runs', '200')
  .option('--resume', `goes on where a soak of this commit was stopped (${progressOf('<system>')})`)
  .option('--write [file]', `keeps the result as JSON (default: ${relative('', resultsFileOf('<system>'))})`)
  .option(
    '--door',
    'puts random secrets in random spellings through the redactor instead: none may come out, in linear time',
  )
  .option('--texts <count>', 'with --door: how many', '100000')
  .option('--chaos <count>', 'lets something befall so many runs instead, each time something else by chance')
  .option('--only <number>', 'with --chaos: only the run of this number')
  .option('--seed <number>', 'with --door or --chaos: the seed of an earlier one, for the same again')
  .option('--json', 'prints the result as JSON')
  .addHelpText('after', '\nExit codes: 0 no finding, 1 a finding or something left, 4 misconfigured, 130 interrupted.');

await runCommand<SoakFlags>(
  command,
  async ({ door, texts, chaos, only, seed: asked, system, runs, resume = false, write, json = false }) => {
    const seed = asked === undefined ? randomInt(2 ** 31) : wholeNumber('--seed', asked, 'a seed');
    const fileOr = (usual: string) => (write === true ? usual : write);
    if (door)
      return soakDoor({
        texts: wholeNumber('--texts', texts, 'how many texts'),
        seed,
        json,
        file: fileOr(doorResultFile),
      });
    if (chaos !== undefined)
      return soakChaos({
        ...{ system, seed, json, resume, file: fileOr(chaosResultFile), progressFile: progressOf(`chaos-${system}`) },
        runs: wholeNumber('--chaos', chaos, 'how many runs'),
        only: only === undefined ? undefined : wholeNumber('--only', only, 'the number of a run'),
      });
    await demoSystem(system);
    const progressFile = progressOf(system);
    const wanted = wholeNumber('--runs', runs, 'how many runs');
    const tell = (line: string) => void process[json ? 'stderr' : 'stdout'].write(`${line}\n`);
    const stop = stopOnSignal();
    const result = begin(wanted, resume ? progressFile : undefined);
    using before = await earlierRun(system, stop);
    if (runsIn(result) > 0) tell(`goes on after ${inWords(result)}`);
    while (runsIn(result) < wanted && !stop.aborted) {
      const number = runsIn(result) + 1;
      const condition = number % 2 === 0 ? 'stressed' : 'calm';
      const run = await oneRun(number, condition, { system, past: before.store, signal: stop });
      if (stop.aborted) break;
      add(result, number, condition, run);
      tell([lineOf(run, `${number}/${wanted}`, condition), ...run.findings].join('\n         '));
      writeResult(progressFile, result);
    }
    result.date = new Date().toISOString();
    const file = fileOr(resultsFileOf(system));
    if (file !== undefined && !stop.aborted) writeResult(file, result);
    tell(inWords(result));
    if (json) console.log(JSON.stringify(result));
    if (stop.aborted) return exitCodes.interrupted;
    return result.findings.length === 0 ? exitCodes.ok : exitCodes.failed;
  },
);

/** From the start, or from where a soak of the same commit was stopped. */
function begin(wanted: number, progressFile: string | undefined): SoakResult {
  const commit = commitNow();
  const before = progressFile ? readResult(progressFile) : undefined;
  if (before?.commit === commit) return { ...before, wanted };
  return {
    date: new Date().toISOString(),
    commit,
    node: process.version,
    cores: availableParallelism(),
    stress,
    wanted,
    calm: [],
    stressed: [],
    findings: [],
    left: { processes: 0, files: 0, objects: 0 },
  };
}

function add(result: SoakResult, run: number, condition: Condition, { seconds, findings, left, kept }: CleanRun): void {
  result[condition].push(seconds);
  for (const kind of ['processes', 'files', 'objects'] as const) result.left[kind] += left[kind];
  if (kept) result.findings.push({ run, condition, what: findings, kept });
}

function lineOf({ seconds, kept }: CleanRun, number: string, condition: Condition): string {
  const came = kept ? `FOUND, kept in ${kept}` : 'ok';
  return `${number.padEnd(8)} ${condition.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${came}`;
}
