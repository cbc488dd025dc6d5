import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexBefore, type ReleaseMemory, type SeenIndex } from './seen-releases.ts';

const index = (release: string): SeenIndex => ({ release, assets: [`/assets/${release}`] });
const since = '2026-11-21T02:56:50.000Z';
const [first, second] = [index('main-1a2b3c4d.js'), index('main-5e6f7a8b.js')];

const rows: [what: string, memory: ReleaseMemory, served: string, before: SeenIndex | undefined][] = [
  ['the one that runs saw before this one', { current: second, previous: first, since }, second.release, first],
  ['in the first run after a deploy the one until then', { current: first, since }, second.release, first],
  [
    'and not the one before that, whose files may be gone',
    { current: second, previous: first, since },
    'main-9c0d1e2f.js',
    second,
  ],
  ['after going back the one that was left', { current: second, previous: first, since }, first.release, second],
  ['none where no other was seen', { current: first, since }, first.release, undefined],
];
for (const [what, memory, served, before] of rows)
  test(`the index before is ${what}`, () => assert.equal(indexBefore(memory, served), before));
