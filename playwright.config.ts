import { dirname, join, resolve, sep } from 'node:path';
import process from 'node:process';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import { launchOptions } from '#fixtures/browser/launch-options.ts';
import { endWithCommand } from '#fixtures/runtime/end-with-command.ts';
import { ownerOfRun, runTempDir } from '#fixtures/runtime/run-temp-dir.ts';
import { stopWorkersSoon } from '#fixtures/runtime/stop-workers-soon.ts';
import { startedByCommand, startSignal } from '#record/runner-ipc.ts';
import { againProject, haveWait, waiting, whoWaits } from '#record/waiting-workers.ts';
import { asksForHttpAlone, makesRequestsAlone, tiersOf, toldOwnChecks } from '#targets/definition/requests-alone.ts';
import { newRunId } from '#targets/definition/run-id.ts';

await startSignal();
process.env.WATCHPOST_RUN_ID ??= newRunId();
process.env.WATCHPOST_OWNER ??= ownerOfRun();
endWithCommand(process.env.WATCHPOST_RUN_ID);
if (process.env.TEST_WORKER_INDEX === undefined) stopWorkersSoon();
// Playwright would take down every text of a failing page.
process.env.PLAYWRIGHT_NO_COPY_PROMPT = '1';
const reports = process.env.WATCHPOST_REPORTS ?? 'reports';
// Of the folder where it was called: Playwright would take them for folders beside this file.
const folder = resolve(reports, process.env.WATCHPOST_RUN_ID);
// `--last-failed` of the next run has to find it, and each run has a folder of its own.
if (!startedByCommand()) process.env.PLAYWRIGHT_LAST_RUN_OUTPUT_FILE ??= join(reports, '.last-run.json');
// All, when Playwright was called directly: it has flags of its own to choose among them.
const tiers = tiersOf(process.env);
const alone = asksForHttpAlone(process.env);
const isListing = process.argv.includes('--list');
// With a worker and a browser each, those who open pages would load everything twice. Whoever calls Playwright directly
// gets one for each tier, to choose among them.
if (startedByCommand() && ['purchase', 'browser'].every((tier) => tiers?.includes(tier) ?? true))
  process.env.WATCHPOST_ONE_BROWSER = 'true';
const oneBrowser = process.env.WATCHPOST_ONE_BROWSER === 'true';

if (!startedByCommand()) process.env.WATCHPOST_OWN_CHECKS ??= await ownChecksOfTarget();
/** A team's own checks, which lie beside its target. */
const { checks, specs } = toldOwnChecks(process.env);
if (checks.length + specs.length > 0) await import('#targets/definition/outside-imports.ts');

// A further worker asks again what did not hold. It loads while the first one asks; that one, where the runner was started
// ahead of its time, as long as its command waits.
if (startedByCommand() && makesRequestsAlone(process.env) && process.env.WATCHPOST_ASK_AGAIN === 'true')
  await haveWait(process.env.WATCHPOST_AHEAD === 'true' ? [waiting.checks, waiting.again] : [waiting.again]);
const asksAgain = whoWaits().includes(waiting.again);

// In a worker alone: it is there that specs open pages and ask.
if (specs.length > 0 && process.env.TEST_WORKER_INDEX !== undefined) {
  const { headersByOrigin } = await import('#fixtures/browser/as-probe.ts');
  const { letInSpecs } = await import('#fixtures/browser/let-in-specs.ts');
  letInSpecs(headersByOrigin());
}

/**
 * Not for a list: the last two would tell of checks that have not run. By their whole paths, since beside a hook of its modules
 * Node looks for a name where Playwright lies.
 */
const reporters: ReporterDescription[] = [
  [join(import.meta.dirname, 'reporters', 'recorder', 'recorder.ts')],
  ['html', { outputFolder: join(folder, 'playwright'), open: 'never', noSnippets: true }],
  [join(import.meta.dirname, 'reporters', 'allure.ts'), { resultsDir: join(folder, 'allure-results') }],
];

/** All of ours, but for those that open pages or buy: a run of requests alone would read them in vain. */
const ownFiles = {
  testMatch: '**/*.check.ts',
  ...(alone && { testIgnore: within(join(import.meta.dirname, 'checks'), /[^\\/]+[\\/](?:purchase|browser)[\\/]/) }),
};
const inOrder = { workers: 1, fullyParallel: false };
/**
 * Pictures and traces show whatever stood on the page, while they are taken and where a spec leaves them: they go when the
 * run is over. What a check keeps of them is written to the reports when it is clean.
 */
const privately = isListing ? folder : runTempDir(process.env.WATCHPOST_RUN_ID);

export default defineConfig({
  testDir: 'checks',
  // Node runs TypeScript as it is, out of its compile cache: a second translation would cost each process more. What stands
  // in specs, Node does not know all of.
  build: { external: specs.length > 0 ? [join(import.meta.dirname, '**/*.ts'), ...checks] : ['**/*.ts'] },
  globalTeardown: './fixtures/global-teardown.ts',
  // What the target does not watch, where the recorder is not there to take it out and to list it.
  grepInvert: /@left-out\b/,
  outputDir: join(privately, 'evidence'),
  forbidOnly: true,
  retries: 0,
  // What a spec compares with is its team's to write.
  updateSnapshots: 'none',
  // Whoever asks for retries wants to see which checks need them: none of those is green.
  failOnFlakyTests: true,
  // A second worker takes longer to start than it saves where there are only requests to make. One alone is handed whole
  // files, which spares it the way to the runner and back between their checks.
  workers: alone && !asksAgain ? 1 : 2,
  fullyParallel: !alone,
  timeout: 60_000,
  globalTimeout: Number(process.env.WATCHPOST_DEADLINE_SECONDS ?? 600) * 1_000,
  expect: { timeout: 5_000 },
  reporter: isListing ? 'list' : reporters,
  use: {
    trace: 'off',
    screenshot: 'off',
    video: 'off',
    // Without these an element or a page that never comes holds a check until its whole time is over.
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    launchOptions: launchOptions(process.env),
  },
  projects: [
    ...[
      ownFiles,
      ...(checks.length > 0 ? [{ testDir: commonFolder(checks), testMatch: exactly(checks) }] : []),
    ].flatMap((where) => [
      // First, because its hops wait for each other: the rest runs beside it.
      ...(oneBrowser
        ? [{ ...where, ...inOrder, name: 'purchase+browser', grep: /@(purchase|browser)\b/ }]
        : [
            { ...where, ...inOrder, name: 'purchase', grep: /@purchase\b/ },
            { ...where, ...inOrder, name: 'browser', grep: /@browser\b/ },
          ]),
      { ...where, name: 'http', grep: /@http\b/, ...(asksAgain && { workers: 1 }) },
    ]),
    ...(asksAgain ? [{ ...ownFiles, name: againProject, grep: /@http\b/, workers: 1 }] : []),
    // As their team runs them: the tests of a file one after the other.
    ...specs.map(({ files, tier, use }) => ({
      ...{ testDir: commonFolder(files), testMatch: exactly(files), name: tier, outputDir: join(privately, 'specs') },
      use: { ...use, launchOptions: { ...launchOptions(process.env), ...Object(use['launchOptions']) } },
      ...(tier === 'http' ? { fullyParallel: false } : inOrder),
    })),
  ].filter(({ name }) => tiers?.some((tier) => name.split('+').includes(tier)) ?? true),
});

/** Whoever calls Playwright directly has found out nothing yet; what is wrong with the target is told by the recorder. */
async function ownChecksOfTarget(): Promise<string> {
  const { loadSettings } = await import('#targets/definition/settings.ts');
  const settings = await loadSettings(process.env).catch(() => undefined);
  if (!settings || settings.ownChecks.specs.length === 0)
    return JSON.stringify(settings?.ownChecks ?? { checks: [], specs: [] });
  const { specsInOwnWorld } = await import('#fixtures/browser/specs-in-own-world.ts');
  return JSON.stringify(await specsInOwnWorld(settings.ownChecks, settings.target));
}

/** Patterns that these files fit and no others. */
function exactly(files: readonly string[]): RegExp[] {
  return files.map((file) => new RegExp(`^${literally(file)}$`));
}

/** What fits this right below a folder, wherever that lies. */
function within(folder: string, pattern: RegExp): RegExp {
  return new RegExp(`^${literally(folder)}[\\\\/]${pattern.source}`);
}

function literally(path: string): string {
  return path.replaceAll(/[^\w/]/g, '\\$&');
}

/** The folder that holds all of these files. */
function commonFolder(files: readonly string[]): string {
  const [first = [], ...others] = files.map((file) => dirname(file).split(sep));
  const parts = first.filter((_, at) =>
    others.every((parts) => first.slice(0, at + 1).every((part, n) => part === parts[n])),
  );
  return parts.join(sep) || sep;
}
