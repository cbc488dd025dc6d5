import assert from 'node:assert/strict';
import test from 'node:test';
import { clip, fitNames, wrapQuoting, wrapWords } from './wrap.ts';
import { wrapCommand } from './wrap-command.ts';

test('a text is broken between words', () => {
  assert.deepEqual(wrapWords('one two three four', 9), ['one two', 'three', 'four']);
});

test('a word wider than the line is cut', () => {
  assert.deepEqual(wrapWords(`a ${'b'.repeat(12)}`, 5), ['a', 'bbbbb', 'bbbbb', 'bb']);
});

test('a gap of two spaces or more is kept', () => {
  assert.deepEqual(wrapWords('backend   ROLLBACK: NO', 40), ['backend   ROLLBACK: NO']);
});

test('what is cut off is marked, within the width', () => {
  const lines = clip(wrapWords('one two three four five', 9), 2, 9);
  assert.deepEqual(lines, ['one two', 'three ...']);
  assert.deepEqual(clip(['one'], 2, 9), ['one']);
});

test('names that do not fit become a number', () => {
  assert.equal(fitNames(['DNS', 'TCP', 'TLS'], ': all hold', 40), 'DNS, TCP, TLS: all hold');
  assert.equal(fitNames(['DNS', 'TCP', 'TLS', 'pages'], ': all hold', 29), 'DNS, TCP and 2 more: all hold');
});

test('a command is broken so that the shell puts it together again', () => {
  const command = `aws logs tail /ecs/api --since 30m --filter-pattern '?webhook ?"raw body"' --region eu-north-1`;
  const lines = wrapCommand(command, 40);
  for (const line of lines) assert.ok(line.length <= 40, line);
  assert.equal(lines.join('\n').replaceAll(/ \\\n {2}/g, ' '), command);
});

test('quotes and marks of the unknown are never broken', () => {
  const lines = wrapCommand("aws --cluster <ecs-cluster: not in the target> --query 'a b c d e f g h i j k l m n'", 36);
  assert.ok(lines.some((line) => line.includes('<ecs-cluster: not in the target>')));
  assert.ok(lines.some((line) => line.includes("'a b c d e f g h i j k l m n'")));
});

test('a comment stands behind a command where it fits, and before it where not', () => {
  assert.deepEqual(wrapCommand('true', 20, 'says so'), ['true  # says so']);
  assert.deepEqual(wrapCommand('true', 20, 'says so at great length'), ['# says so at great', '# length', 'true']);
});

test('a command in a sentence is broken so that the shell puts it together again', () => {
  const text = "it came after 02:41Z -> yes, with `aws ecs update --name 'a b' --task <family: last>`; else no";
  assert.deepEqual(wrapQuoting(text, 40), [
    'it came after 02:41Z -> yes, with',
    "`aws ecs update --name 'a b' --task \\",
    '<family: last>`; else no',
  ]);
});
