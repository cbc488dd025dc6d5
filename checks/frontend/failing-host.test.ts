import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AssetProblem } from './asset-problem.ts';
import { failingHostOf } from './failing-host.ts';

const page = 'https://shop.example/start';
const failing = (status: number): AssetProblem => ({
  code: status < 500 ? 'asset-missing' : 'asset-fails',
  detail: `answered ${status}`,
  facts: { status },
});
const at = (url: string, status = 200) => ({ url, ...(status !== 200 && { problem: failing(status) }) });
const [script, style] = ['https://files.example/a.js', 'https://files.example/a.css'];

const rows: [what: string, assets: ReturnType<typeof at>[], origin: string | undefined][] = [
  ['all files of another host', [at(script, 503), at(style, 502)], 'https://files.example'],
  ["beside the page's own, which come", [at(script, 503), at(style, 503), at(`${page}.js`)], 'https://files.example'],
  ['one of two', [at(script, 503), at(style)], undefined],
  ['one that is not there, and one that fails', [at(script, 500), at(style, 404)], undefined],
  ['the only one, which may be itself at fault', [at(script, 500)], undefined],
  ['the host of the page', [at('https://shop.example/a.js', 503), at('https://shop.example/a.css', 503)], undefined],
  ['a host that has none of them', [at(script, 404), at(style, 404)], undefined],
];
for (const [what, assets, origin] of rows)
  test(`${what}: ${origin ? 'the host fails' : 'not the host'}`, () => {
    const [lead = at(script)] = assets;
    assert.equal(failingHostOf(lead, page, assets), origin);
  });
