import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostsOfFiles } from './needs.ts';
import { targetSchema } from './schema.ts';
import { api, auth, page, smallest } from './target-for-test.ts';

const hosts = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, `https://${name}.shop.example`]));
const frontend = { host: 'app', pages: [page] };

const rows: [what: string, target: object, files: string[]][] = [
  ['no host of an API or of the pages', { hosts: hosts(['app', 'api']), apis: { api }, frontend }, []],
  ['a CDN beside them', { hosts: hosts(['app', 'api', 'cdn']), apis: { api }, frontend }, ['cdn']],
  ['each part that others build', { hosts: hosts(['app', 'cart', 'search']), frontend }, ['cart', 'search']],
  ['no host to sign in at', { hosts: hosts(['app', 'api']), auth, frontend }, []],
];
for (const [what, differing, files] of rows)
  test(`what is named for its files alone is ${what}`, () =>
    assert.deepEqual(hostsOfFiles(targetSchema.parse({ ...smallest, ...differing })), files));
