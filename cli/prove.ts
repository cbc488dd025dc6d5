import { relative } from 'node:path';
import process from 'node:process';
import { isProved, resultOf } from '#prove/result.ts';
import { renderProof } from '#prove/table.ts';
import { exitCodes, layers, tiers } from '#record/vocabulary.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import { loadSettings, type Settings } from '#targets/definition/settings.ts';
import { bootDemo } from './boot-demo.ts';
import { createCommand, runCommand } from './command.ts';
import { commitNow } from './commit.ts';
import { Interrupted } from './prove/lane.ts';
import { BaselineNotGreen, proveTarget } from './prove/prove-target.ts';
import { resultsFileOf } from './prove/results-file.ts';
import { writingRequests } from './prove/writing-requests.ts';
import { listed, repeated } from './repeatable.ts';
import { type RunOptions, toEnvironment } from './run-options.ts';
import { writeResult } from './write-result.ts';

interface ProveFlags extends Pick<RunOptions, 'target' | 'tier' | 'layer' | 'check' | 'url' | 'set'> {
  system: string;
  writes?: boolean;
  jobs: string;
  write?: string | true;
  json?: boolean;
}

const onlyReading = {
  where: '--tier',
  found: '"purchase"',
  expected: 'checks that only read: a changed answer can leave a purchase half done',
  remedy: 'leave it out, or say --writes where that harms nobody',
};

const onlyPart = {
  where: '--write',
  found: 'no file, and not the whole of a demo',
  expected: 'a file: what is kept beside the code is the proof of a whole demo over HTTP',
  remedy: 'name a file after --write',
};

const command = createCommand(
  'prove',
  'Changes every answer that the checks read, in every way that it may go wrong, and shows what none of them notices.',
)
  .option(
    '--target <name>',
    'whose answers: a name of targets/ or the path of a target file (default: the demo, booted)',
  )
  .option('--system <name>', 'whose demo to boot where no target is named', 'loventia')
  .option('--check <ids>', 'only these checks, such as api/ready or edge/tls; repeatable', listed)
  .option('--layer <names>', `${layers.join(', ')}; repeatable`, listed)
  .option('--tier <names>', `${tiers.join(', ')}; repeatable (default: http)`, listed)
  .option('--url <host=address>', 'another address for a host of the target; repeatable', repeated)
  .option('--set <path=value>', 'another value for a setting of the target; repeatable', repeated)
  .option('--writes', 'prove checks that write, too: purchases, and declared requests that are no readOnly')
  .option('--jobs <count>', 'how many runs at once, at most 2', '2')
  .option(
    '--write [file]',
    `keeps the result as JSON, with date and commit (default, of a whole demo: ${relative('', resultsFileOf('<system>'))})`,
  )
  .option('--json', 'prints the result as JSON')
  .addHelpText(
    'after',
    '\nTLS ends at the proxy: certificates, names and connections are out of its reach, and so are the edge checks of them.' +
      '\nA request may take budgets.request; late answers are later. Set it low to be done sooner.' +
      '\n\nExit codes: 0 at least 95 % are noticed or every survivor is excused, 1 not so, 3 the checks are not green even' +
      ' without a change, 4 misconfigured.',
  );

await runCommand<ProveFlags>(command, async (flags) => {
  refuseWhatIsAsked(flags);
  const { system, jobs, write, json, writes, tier = ['http'], ...options } = flags;
  const own = ownTarget(options);
  const demo = own ? undefined : await bootDemo({ system, latency: '0', manyRuns: true });
  try {
    const environment = toEnvironment({ ...options, tier }, { ...process.env, ...(demo && quicker(demo.environment)) });
    const settings = await loadSettings(environment);
    const { target, tiers } = settings;
    if (!writes) refuseRequestsOf(settings);
    const lanes = Math.min(2, Math.max(1, Number(jobs) || 1));
    const remember = demo?.remember;
    const { fates, unjudged } = await proveTarget({ target, environment, lanes, ...(remember && { remember }) });
    const result = { date: new Date().toISOString(), commit: commitNow(), ...resultOf(fates, target, tiers), unjudged };
    if (options.check || options.layer) result.stale = [];
    const file = write === true ? resultsFileOf(system) : write;
    if (file) writeResult(file, result);
    console.log(json ? JSON.stringify(result) : renderProof(result));
    return isProved(result) && result.mutants > 0 ? exitCodes.ok : exitCodes.failed;
  } catch (error) {
    if (error instanceof Interrupted) return error.code;
    if (!(error instanceof BaselineNotGreen)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.code;
  } finally {
    await demo?.close();
  }
});

function ownTarget({ target }: Pick<RunOptions, 'target'>): string | undefined {
  return target ?? process.env['WATCHPOST_TARGET'];
}

function refuseWhatIsAsked(flags: ProveFlags): void {
  const { write, writes, tier = ['http'], check, layer, set } = flags;
  const isPart = ownTarget(flags) || check || layer || set || tier.join() !== 'http';
  const problems = [
    ...(tier.includes('purchase') && !writes ? [onlyReading] : []),
    ...(write === true && isPart ? [onlyPart] : []),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
}

function refuseRequestsOf(settings: Settings): void {
  const writing = writingRequests(settings);
  if (writing.length > 0) throw new ConfigError(writing);
}

/** The demo answers within milliseconds: what is late need not be seconds late there. */
function quicker(environment: Record<string, string>): Record<string, string> {
  const { WATCHPOST_SET = '{}', ...others } = environment;
  const budgets = { 'budgets.request': 1_500, 'budgets.image': 375, 'metrics.publish': 'off' };
  return { ...others, WATCHPOST_SET: JSON.stringify({ ...JSON.parse(WATCHPOST_SET), ...budgets }) };
}
