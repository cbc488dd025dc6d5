import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadTarget } from '#targets/definition/load-target.ts';
import { secretNames } from '#targets/definition/secrets.ts';
import { settingNames } from '#targets/definition/variables.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(join(root, '.env.example'), 'utf8');
const lines = [...text.matchAll(/^#([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = '', value = '']) => ({ name, value }));
const named = lines.map(({ name }) => name);
const secrets = secretNames(await loadTarget('loventia'));

/** Variables that sources read and a person does not set for a run, by who sets them. */
const setByOthers: Readonly<Record<string, RegExp>> = {
  'the system': /^(PATH|HOME|XDG_CACHE_HOME|LOCALAPPDATA|PROGRAMFILES(\(X86\))?|https?_proxy|HTTPS?_PROXY)$/,
  'Node, on this machine': /^NODE_(EXTRA_CA_CERTS|OPTIONS|USE_SYSTEM_CA)$/,
  'GitHub, in a workflow': /^GITHUB_/,
  "Playwright's own settings": /^(PLAYWRIGHT_|PWTEST_|TEST_WORKER_INDEX$)/,
  'a command, for the runner that it starts':
    /^WATCHPOST_(ACCOUNT|AHEAD|ASK_AGAIN|HELD|ONE_BROWSER|OWNER|OWN_CHECKS|READS)$/,
  'the runner, for the processes of its run': /^WATCHPOST_(AGAIN|RECORDER|WAIT_AT)$/,
  'the tests of the set-up': /^WATCHPOST_BROWSER_ROOT$/,
};

const sources = globSync(
  ['*.config.ts', '{checks,cli,cloudwatch,fixtures,prove,record,reporters,runbook,store,targets}/**/*.{ts,mjs}'],
  {
    cwd: root,
  },
).filter((file) => !/\.(test|e2e|d)\.|for-test|test-checkout/.test(file));

/** The variables a source reads, by the ways in which ours do it. */
function readsOf(source: string): string[] {
  const direct =
    /\b(?:process\.env|env|environment|variables)(?:\.([A-Z][A-Z0-9_]+)\b|\[\s*'([A-Za-z][A-Za-z0-9_()]+)'\s*\])/g;
  const taken = /\{([^{}]*)\}\s*=\s*(?:process\.env|env|environment)\b/g;
  const names = [...source.matchAll(direct)].map(([, dot, bracket]) => dot ?? bracket ?? '');
  const destructured = [...source.matchAll(taken)].flatMap(([, list = '']) => list.match(/\b[A-Z][A-Z0-9_]+\b/g) ?? []);
  return [...names, ...destructured];
}

test('.env.example names every variable that a run reads', () => {
  const read = sources.flatMap((file) => readsOf(readFileSync(join(root, file), 'utf8')));
  const needed = new Set([...settingNames, ...secrets, ...read]);
  const ours = [...needed].filter((name) => !Object.values(setByOthers).some((pattern) => pattern.test(name)));
  assert.ok(read.includes('WATCHPOST_BROWSER') && read.includes('AWS_SESSION_TOKEN'), 'the reading of sources works');
  assert.deepEqual(named.toSorted(), ours.toSorted());
});

test('.env.example says each variable once, with its meaning in the line above', () => {
  assert.deepEqual(named, [...new Set(named)]);
  const rows = text.split('\n');
  const bare = named.filter((name) => {
    const before = rows[rows.findIndex((row) => row.startsWith(`#${name}=`)) - 1] ?? '';
    return !/^# \S.*\.$/.test(before) && !/^#[A-Z_]+=$/.test(before);
  });
  assert.deepEqual(bare, []);
});

test('.env.example holds no value of a secret', () => {
  const held = lines.filter(
    ({ name, value }) => value !== '' && (secrets.includes(name) || /KEY|TOKEN|PASSWORD/.test(name)),
  );
  assert.deepEqual(held, []);
});

test('a copy of .env.example that nobody touched sets nothing, and what is uncommented gets set', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'env-'));
  await copyFile(join(root, '.env.example'), join(folder, '.env'));
  const uncommented = "sed -i.bak 's/^#\\([A-Z_]*=\\)/\\1/' .env; set -a; . ./.env; set +a; env";
  const shell = async (script: string) =>
    (await promisify(execFile)('sh', ['-ec', script], { cwd: folder, env: { PATH: process.env['PATH'] } })).stdout;
  const untouched = await shell('set -a; . ./.env; set +a; env');
  const set = await shell(uncommented);
  await rm(folder, { recursive: true });
  assert.doesNotMatch(untouched, /^(WATCHPOST|AWS|STRIPE)_/m);
  assert.match(set, /^WATCHPOST_TIERS=http browser$/m);
  assert.deepEqual(
    named.filter((name) => !new RegExp(`^${name}=`, 'm').test(set)),
    [],
  );
});
