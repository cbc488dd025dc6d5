import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import process from 'node:process';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { asCommands, withoutCommands, withoutCommandsInJson } from './workflow-commands.ts';

/** Where the runner of GitHub finds a command in a line, in either of its two ways of writing one. */
const isCommand = (line: string) => /##\[[^\]]+\]/.test(line) || /^\s*::[\w-]+( [^:]*)?::/.test(line);

describe('what is printed is no command', () => {
  for (const text of [
    'answered 500: ##[add-mask]e and so on',
    '##[set-env name=PATH]/tmp',
    '####[error]x',
    '::stop-commands::zzz',
    '  seen\n   ::add-mask::e\n',
    '::warning file=a.ts,line=1::x',
  ])
    test(JSON.stringify(text), () => {
      assert.ok(text.split('\n').some(isCommand));
      assert.deepEqual(withoutCommands(text).split('\n').filter(isCommand), []);
    });
});

for (const text of ['# a heading', 'from ::1 to ::2', 'Foo::bar()', '##', 'a #[derive]'])
  test(`${text} is printed as it is`, () => assert.equal(withoutCommands(text), text));

test('JSON keeps its meaning', () => {
  const value = { body: '##[add-mask]e' };
  const json = withoutCommandsInJson(JSON.stringify(value));
  assert.deepEqual([JSON.parse(json), isCommand(json)], [value, false]);
});

test('a process under such a runner prints none but those that it means', async () => {
  const source = `
    import { asCommands, guardStreams } from ${JSON.stringify(new URL('workflow-commands.ts', import.meta.url).href)};
    guardStreams(process.env);
    console.log('::add-mask::theirs');
    process.stdout.write(asCommands(['::notice::ours']));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', source], {
    env: { ...process.env, GITHUB_ACTIONS: 'true' },
  });
  assert.deepEqual(stdout.split('\n').filter(isCommand), ['::notice::ours']);
  assert.equal(String(asCommands(['a', 'b'])), 'a\nb\n');
});
