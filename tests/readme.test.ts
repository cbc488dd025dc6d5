import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import type { ProofResult } from '#prove/result.ts';
import { exitCodes } from '#record/vocabulary.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { secretNames } from '#targets/definition/secrets.ts';
import { commandsOf, runElsewhere, runHere } from './readme/commands.ts';
import { Document, root, withRows } from './readme/document.ts';
import { expectedMetrics } from './readme/expected-tables.ts';
import { listChecks } from './readme/listed-checks.ts';
import { type SampleCheckout, sampleCheckout } from './readme/sample-checkout.ts';
import { generatedPages } from './readme/write-tables.ts';

const readme = new Document('README.md');
const inDocs = (name: string) => new Document(`docs/${name}.md`);
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const howToUpdate = 'node tests/readme/write-tables.ts brings the tables of docs/ up to date';
const [sampleTarget = ''] = readme.codeBlocks('ts');
const [sampleCheck = ''] = inDocs('checks').codeBlocks('ts');
/** A part of a target. */
const [sampleRequests = ''] = inDocs('requests').codeBlocks('js');
const [sampleSpecs = ''] = inDocs('checks').codeBlocks('js');
const partsFile = 'targets/metering.ts';
const targetFile = 'targets/shop.ts';
const checkFile = 'checks/api/quiet.check.ts';

for (const [page, upToDate] of Object.entries(generatedPages)) {
  test(`the tables of ${page} are what the code and the last full results say`, async () => {
    const { text } = new Document(page);
    assert.equal(text, await upToDate(text), howToUpdate);
  });
}

test('a stale table is written anew, and nothing else is touched', async () => {
  const { text } = inDocs('checks');
  const stale = withRows(text, 'All of them', []);
  assert.notEqual(stale, text);
  assert.equal(await generatedPages['docs/checks.md']?.(stale), text, howToUpdate);
});

for (const text of [readme.section('Read a failure'), inDocs('failures').section('Exit codes')]) {
  test('a table of exit codes is the vocabulary', () => {
    const rows = [...text.matchAll(/^\| (\d+) \| (\w+) \|/gm)].map(([, code, name]) => [name, Number(code)]);
    assert.deepEqual(Object.fromEntries(rows), exitCodes);
  });
}

test('README.md is read in a few minutes', () => {
  assert.ok(Buffer.byteLength(readme.text) <= 10_000, `it has ${Buffer.byteLength(readme.text)} bytes`);
});

test('the metrics are those of the catalogue', () => {
  const text = inDocs('metrics').text;
  for (const names of expectedMetrics()) assert.ok(text.includes(`: ${names}.`), `expected ${names}`);
});

test('the policy allows publishing into the namespace that targets have by default, and nothing else', async () => {
  const { metrics } = await loadTarget('loventia');
  const [block = ''] = inDocs('metrics').codeBlocks('json');
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
  assert.ok(inDocs('prove').text.replaceAll('\n', ' ').includes(text), text);
});

test('the table of commands names every script, and no other', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const names = Object.keys(scripts).filter((name) => !name.startsWith('pre'));
  const written = readme.table('Commands').map(([command = '']) => command.replaceAll('`', ''));
  const expected = names.map((name) => (name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`));
  assert.deepEqual(written.toSorted(), expected.toSorted());
});

test('every command is run by a test, and every test of a command has one to run', () => {
  const told = pages.map((page) => new Document(page)).flatMap(commandsOf);
  const known = [...Object.keys(runHere), ...Object.keys(runElsewhere)];
  assert.deepEqual([...new Set(told)].toSorted(), known.toSorted(), 'tests/readme/commands.ts lists what runs each');
});

for (const [command, [file, words]] of Object.entries(runElsewhere)) {
  test(`${file} runs "${command}"`, () => {
    assert.ok(readFileSync(join(root, file), 'utf8').includes(words), `${file} does not hold "${words}"`);
  });
}

for (const page of pages) {
  test(`every link of ${page} leads to a file`, () => {
    assert.deepEqual(
      new Document(page).relativeLinks().filter((to) => !existsSync(join(root, dirname(page), to))),
      [],
    );
  });
}

/** A setting as it stands between others. */
const asPart = (code: string) => code.trim().replace(/,?$/, ',');

describe('the code that readers are shown', () => {
  let checkout: SampleCheckout;
  before(async () => {
    const at = (path: string) => join(root, path);
    checkout = await sampleCheckout({
      [targetFile]: sampleTarget,
      [checkFile]: sampleCheck,
      [partsFile]: sampleTarget.replace('name: ', `${[sampleRequests, sampleSpecs].map(asPart).join('')} name: `),
      'tsconfig.json': JSON.stringify({
        extends: at('tsconfig.json'),
        include: ['targets/shop.ts', partsFile, 'checks/**/*.ts'],
      }),
      'biome.json': readFileSync(at('biome.json'), 'utf8').replace('"enabled": true', '"enabled": false'),
      'playwright.config.ts': `import config from '${at('playwright.config.ts')}';\nexport default { ...config, globalTeardown: '', reporter: 'json', testDir: 'checks' };\n`,
    });
  });
  after(() => checkout.remove());

  const run = (program: string, args: string[]) =>
    promisify(execFile)(process.execPath, [join(root, 'node_modules/.bin', program), ...args], { cwd: checkout.folder })
      .then(({ stdout, stderr }) => `${stdout}${stderr}`)
      .catch(({ stdout, stderr }) => `${stdout}${stderr}`);

  test('is a target, a part of one and a check, and no more', () => {
    assert.equal(pages.flatMap((page) => new Document(page).codeBlocks('ts')).length, 2);
    assert.ok(sampleRequests.startsWith('requests: {') && sampleSpecs.startsWith('checks: ['));
    assert.ok(readme.text.includes(`\`${targetFile}\``) && inDocs('checks').text.includes(`\`${checkFile}\``));
  });

  test('fits the types', async () => {
    const told = await run('tsc', ['--noEmit', '--checkers', '1', '--project', 'tsconfig.json']);
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
    assert.equal(listed?.claim.tier, 'http');
  });
});
