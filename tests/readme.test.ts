import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { resultsFileOf as proofFileOf, provenSystems } from '#cli/prove/results-file.ts';
import type { ProofResult } from '#prove/result.ts';
import { exitCodes } from '#record/vocabulary.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { commandsOf, runElsewhere, runHere } from './readme/commands.ts';
import { Document, pages, root, withRows } from './readme/document.ts';
import { expectedMetrics } from './readme/expected-tables.ts';
import { generatedPages } from './readme/write-tables.ts';

const readme = new Document('README.md');
const inDocs = (name: string) => new Document(`docs/${name}.md`);
const howToUpdate = 'node tests/readme/write-tables.ts brings the tables of docs/ up to date';
for (const [page, upToDate] of Object.entries(generatedPages)) {
  // Playwright lists the checks, in a process of its own: tests/shown-code.e2e.ts asks it.
  if (page === 'docs/checks.md') continue;
  test(`the tables of ${page} are what the code and the last full results say`, async () => {
    const { text } = new Document(page);
    assert.equal(text, await upToDate(text), howToUpdate);
  });
}

test('a stale table is written anew, and nothing else is touched', async () => {
  const { text } = inDocs('failures');
  const stale = withRows(text, 'Classes', []);
  assert.notEqual(stale, text);
  assert.equal(await generatedPages['docs/failures.md']?.(stale), text, howToUpdate);
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

test('the policy allows publishing into the namespace that targets have by default, asking what came of it, and nothing else', async () => {
  const { metrics } = await loadTarget('loventia');
  const [block = ''] = inDocs('metrics').codeBlocks('json');
  const Condition = { StringEquals: { 'cloudwatch:namespace': metrics.namespace } };
  const [Effect, Resource] = ['Allow', '*'];
  assert.deepEqual(JSON.parse(block), [
    { Effect, Action: 'cloudwatch:PutMetricData', Resource, Condition },
    { Effect, Action: 'cloudwatch:GetMetricStatistics', Resource },
  ]);
});

for (const system of provenSystems()) {
  test(`the figure of the proof of ${system} is that of its result`, () => {
    const result: ProofResult & { date: string } = JSON.parse(readFileSync(proofFileOf(system), 'utf8'));
    const { killed, mutants, survivors, date } = result;
    const text = `${killed} of ${mutants} mutants of its HTTP checks were killed on ${date.slice(0, 10)}, ${survivors.length} survived`;
    assert.ok(inDocs('prove').text.replaceAll('\n', ' ').includes(text), text);
  });
}

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
