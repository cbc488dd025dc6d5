import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { read, type Step, workflows } from './workflow/workflow.ts';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const setUp = parse(read('.github/actions/set-up/action.yml')) as { runs: { steps: Step[] } };
const scripts: [where: string, script: string][] = [
  ...globSync(['.github/**/*.sh', '.ci/*'], { cwd }).map((file) => [file, read(file)] as [string, string]),
  ...workflows.flatMap(({ file, workflow }) =>
    Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(inShell(file))),
  ),
  ...setUp.runs.steps.flatMap(inShell('set-up')),
];

/** A script of a step, as GitHub's runner calls it. */
function inShell(file: string) {
  return ({ name, run }: Step): [string, string][] =>
    run ? [[`${file}: ${name ?? run}`, `#!/usr/bin/env bash\nset -e\n${run}`]] : [];
}

const lint = (script: string) =>
  spawnSync('shellcheck', ['--format=gcc', '--severity=info', '-'], { input: script, encoding: 'utf8' });
const isThere = spawnSync('shellcheck', ['--version']).status === 0;
/** GitHub's machines have it; no package of npm brings it without a download from elsewhere. */
const skip = isThere ? false : 'not run: there is no shellcheck on this machine (apt-get install shellcheck)';

test('bash can read every script of the workflows and of the repository', () => {
  assert.ok(scripts.length >= 8, 'the scripts were found');
  for (const [where, script] of scripts) {
    const { stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
    assert.equal(stderr, '', where);
  }
});

test('shellcheck finds nothing in any of them', { skip }, () => {
  for (const [where, script] of scripts) assert.equal(lint(script).stdout, '', where);
});

test('shellcheck finds a variable without quotes, so that silence means something', { skip }, () => {
  assert.match(lint('#!/usr/bin/env bash\nrm $1\n').stdout, /SC2086/);
});
