import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageIssue } from '#fixtures/browser/page-issue.ts';
import { mayKeepEmpty } from './may-keep-empty.ts';

const missing = (url: string, resource: string): PageIssue => ({
  ...{ kind: 'failed request', text: 'answered 404', status: 404, url, resource },
});
const sheet = missing('https://cart.example/assets/Cart-Bd8gN9Cb.css', 'stylesheet');
const throws = (text: string): PageIssue => ({ kind: 'page error', text, url: 'https://shop.example/' });

const rows: [what: string, file: PageIssue, issues: PageIssue[], may: boolean][] = [
  ['a script', missing('https://shop.example/a.js', 'script'), [], true],
  ['a style of which nobody speaks', sheet, [throws('t is not a function')], false],
  ['a style that a loader throws for', sheet, [throws(`Unable to preload CSS for ${sheet.url}`)], true],
  ['one that it names by its path', sheet, [throws('Unable to preload CSS for /assets/Cart-Bd8gN9Cb.css')], true],
  ['a style beside another that is thrown for', sheet, [throws('Unable to preload CSS for /assets/a.css')], false],
  ['a style that has only failed', sheet, [sheet], false],
];
for (const [what, file, issues, may] of rows)
  test(`${what} ${may ? 'may keep' : 'does not keep'} a page from showing itself`, () =>
    assert.equal(mayKeepEmpty(file, issues), may));
