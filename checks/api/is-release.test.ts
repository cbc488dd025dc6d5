import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRelease } from './is-release.ts';

const commit = '9fceb02d0ae598e95dc970b74767f19372d61af8';

for (const [named, expected, same] of [
  [commit, commit.slice(0, 7), true],
  [commit.slice(0, 12), commit, true],
  ['v2.4.0', '2.4.0', true],
  ['2.4.0', '2.4.0-rc.1', false],
  [commit, commit.slice(0, 6), false],
  ['9fceb02', '9fceb02d', false],
] as const)
  test(`${named} is ${same ? '' : 'not '}the release ${expected}`, () =>
    assert.equal(isRelease(named, expected), same));
