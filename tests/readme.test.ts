import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import type { ProofResult } from '#prove/result.ts';
import { exitCodes } from '#record/vocabulary.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { secretNames } from '#targets/definition/secrets.ts';
import { commandsOf, runElsewhere, runHere } from './readme/commands.ts';
import { Document, root, withRows } from './readme/document.ts';
import { expectedDetections, expectedSentences } from './readme/expected-results.ts';
import { expectedChecks, expectedClasses, expectedMetrics } from './readme/expected-tables.ts';
import { listChecks } from './readme/listed-checks.ts';
import { type SampleCheckout, sampleCheckout } from './readme/sample-checkout.ts';
import { withFreshTables } from './readme/write-tables.ts';

const readme = new Document('README.md');
const howToUpdate = 'node tests/readme/write-tables.ts brings the table of README.md up to date';
const [sampleTarget = '', sampleCheck = ''] = readme.codeBlocks('ts');
const targetFile = 'targets/shop.ts';
const checkFile = 'checks/api/quiet.check.ts';

test('the table of checks is what the checks say', async () => {
  assert.deepEqual(readme.table('Checks'), await expectedChecks(), howToUpdate);
});

test('the table of classes is the vocabulary', () => {
  assert.deepEqual(readme.table('Read a failure'), expectedClasses(), howToUpdate);
});

test('the table of faults is the last full look at them', () => {
  assert.deepEqual(readme.table('What it finds'), expectedDetections(), howToUpdate);
});

test('the sentences on the last full results say what these hold', () => {
  for (const [start, end] of Object.entries(expectedSentences())) {
    const line = readme.text.split('\n').find((one) => one.startsWith(start));
    assert.equal(line, `${start} ran ${end}`, howToUpdate);
  }
});

test('the table of exit codes is the vocabulary', () => {
  const text = readme.section('Read a failure');
  const rows = [...text.matchAll(/^\| (\d+) \| (\w+) \|/gm)].map(([, code, name]) => [name, Number(code)]);
  assert.deepEqual(Object.fromEntries(rows), exitCodes);
});

test('the metrics are those of the catalogue', () => {
  const text = readme.section('Metrics');
  for (const names of expectedMetrics()) assert.ok(text.includes(`: ${names}.`), `expected ${names}`);
});

test('the policy allows publishing into the namespace that targets have by default, and nothing else', async () => {
  const { metrics } = await loadTarget('loventia');
  const [block = ''] = readme.codeBlocks('json');
  assert.deepEqual(JSON.parse(block), {
    Effect: 'Allow',
    Action: 'cloudwatch:PutMetricData',
    Resource: '*',
    Condition: { StringEquals: { 'cloudwatch:namespace': metrics.namespace } },
  });
});

test('the figure of the proof is that of its result', () => {
  const { killed, mutants, survivors, date }: ProofResult & { date: string } = JSON.parse(
    readFileSync(join(root, 'prove/results.json'), 'utf8'),
  );
  const text = `${killed} of ${mutants} mutants of its HTTP checks were killed on ${date.slice(0, 10)}, ${survivors.length} survived`;
  assert.ok(readme.section('Prove that a check can fail').replaceAll('\n', ' ').includes(text), text);
});

test('the table of commands names every script, and no other', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const names = Object.keys(scripts).filter((name) => !name.startsWith('pre'));
  const written = readme.table('Commands').map(([command = '']) => command.replaceAll('`', ''));
  const expected = names.map((name) => (name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`));
  assert.deepEqual(written.toSorted(), expected.toSorted());
});

test('every command is run by a test, and every test of a command has one to run', () => {
  const told = [readme, new Document('CONTRIBUTING.md')].flatMap(commandsOf);
  const known = [...Object.keys(runHere), ...Object.keys(runElsewhere)];
  assert.deepEqual([...new Set(told)].toSorted(), known.toSorted(), 'tests/readme/commands.ts lists what runs each');
});

test('a stale table is written anew, and nothing else is touched', async () => {
  const stale = withRows(withRows(readme.text, 'Checks', []), 'Read a failure', [['nobody', 'nothing']]);
  assert.notEqual(stale, readme.text);
  assert.equal(await withFreshTables(stale), readme.text, howToUpdate);
});

for (const [command, [file, words]] of Object.entries(runElsewhere)) {
  test(`${file} runs "${command}"`, () => {
    assert.ok(readFileSync(join(root, file), 'utf8').includes(words), `${file} does not hold "${words}"`);
  });
}

for (const page of ['README.md', 'CONTRIBUTING.md']) {
  test(`every link of ${page} leads to a file`, () => {
    assert.deepEqual(
      new Document(page).relativeLinks().filter((to) => !existsSync(join(root, to))),
      [],
    );
  });
}

describe('the code in README.md', () => {
  let checkout: SampleCheckout;
  before(async () => {
    const at = (path: string) => join(root, path);
    checkout = await sampleCheckout({
      [targetFile]: sampleTarget,
      [checkFile]: sampleCheck,
      'tsconfig.json': JSON.stringify({ extends: at('tsconfig.json'), include: ['targets/shop.ts', 'checks/**/*.ts'] }),
      'biome.json': readFileSync(at('biome.json'), 'utf8').replace('"enabled": true', '"enabled": false'),
      'playwright.config.ts': `import config from '${at('playwright.config.ts')}';\nexport default { ...config, globalTeardown: '', reporter: 'json', testDir: 'checks' };\n`,
    });
  });
  after(() => checkout.remove());

  const run = (program: string, args: string[]) =>
    promisify(execFile)(process.execPath, [join(root, 'node_modules/.bin', program), ...args], { cwd: checkout.folder })
      .then(({ stdout, stderr }) => `${stdout}${stderr}`)
      .catch(({ stdout, stderr }) => `${stdout}${stderr}`);

  test('is a target and a check, and no more', () => {
    assert.equal(readme.codeBlocks('ts').length, 2);
    assert.ok(readme.text.includes(`\`${targetFile}\``) && readme.text.includes(`\`${checkFile}\``));
  });

  test('fits the types', async () => {
    const told = await run('tsc', ['--noEmit', '--project', 'tsconfig.json']);
    assert.deepEqual(
      told.split('\n').filter((line) => /^(targets|checks)\//.test(line)),
      [],
    );
  });

  test('is as lint and format want it', async () => {
    assert.match(await run('biome', ['ci', '--colors=off', targetFile, checkFile]), /^Checked 2 files[^\n]*\n$/);
  });

  test('is a target that loads, watched in live, whose secrets are those that .env.example names', async () => {
    const target = await loadTarget(join(checkout.folder, targetFile));
    assert.equal(target.environment, 'live');
    const named = readFileSync(join(root, '.env.example'), 'utf8');
    assert.deepEqual(
      secretNames(target).filter((name) => !named.includes(name)),
      [],
    );
  });

  test('is a target whose checks can be listed, each watched layer with some', async () => {
    const listed = await listChecks({ WATCHPOST_TARGET: join(checkout.folder, targetFile) });
    const watched = listed.filter(({ claim }) => claim.watched).map(({ claim }) => claim.layer);
    assert.deepEqual([...new Set(watched)].toSorted(), ['api', 'auth', 'edge', 'frontend']);
  });

  test('is a check that Playwright lists', async () => {
    const config = join(checkout.folder, 'playwright.config.ts');
    const [listed, ...others] = await listChecks({ WATCHPOST_TARGET: 'loventia' }, config);
    assert.deepEqual(others, []);
    assert.equal(listed?.claim.id, 'api/quiet');
    assert.equal(listed?.tier, 'http');
  });
});
