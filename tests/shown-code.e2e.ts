import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { loadTarget } from '#targets/definition/load-target.ts';
import { secretNames } from '#targets/definition/secrets.ts';
import { Document, pages, root } from './readme/document.ts';
import { listChecks } from './readme/listed-checks.ts';
import { type SampleCheckout, sampleCheckout } from './readme/sample-checkout.ts';
import { generatedPages } from './readme/write-tables.ts';

const readme = new Document('README.md');
const inDocs = (name: string) => new Document(`docs/${name}.md`);
const [sampleTarget = ''] = readme.codeBlocks('ts');
const [sampleCheck = ''] = inDocs('checks').codeBlocks('ts');
/** A part of a target. */
const [sampleRequests = ''] = inDocs('requests').codeBlocks('js');
const [sampleSpecs = ''] = inDocs('checks').codeBlocks('js');
const [sampleGate = ''] = inDocs('gate').codeBlocks('js');
const partsFile = 'targets/metering.ts';
const targetFile = 'targets/shop.ts';
const checkFile = 'checks/api/quiet.check.ts';

/** A setting as it stands between others. */
const asPart = (code: string) => code.trim().replace(/,?$/, ',');

test('the table of checks is what Playwright lists', async () => {
  const { text } = inDocs('checks');
  assert.equal(
    text,
    await generatedPages['docs/checks.md']?.(text),
    'node tests/readme/write-tables.ts brings it up to date',
  );
});

describe('the code that readers are shown', () => {
  let checkout: SampleCheckout;
  before(async () => {
    const at = (path: string) => join(root, path);
    checkout = await sampleCheckout({
      [targetFile]: sampleTarget,
      [checkFile]: sampleCheck,
      [partsFile]: sampleTarget.replace(
        'name: ',
        `${[sampleRequests, sampleSpecs, sampleGate].map(asPart).join('')} name: `,
      ),
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
    assert.ok(sampleGate.startsWith('gate: {'));
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
