import assert from 'node:assert/strict';
import test from 'node:test';
import { told } from './e2e/ended-run.ts';
import { checkTiny, startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

const chunks = 400;
/** What a run may ask of such a site, with the browser's own requests. */
const mostInRun = 60;

const headers = { 'content-type': 'text/javascript', 'cache-control': 'public, max-age=31536000, immutable' };
const lazy = Array.from({ length: chunks }, (_, at) => `() => import('./chunk-${at}.abcdef12.js')`);
const entry = `import './vendor.abcdef12.js';
export const routes = [${lazy.join(', ')}];
document.body.append(Object.assign(document.createElement('h1'), { textContent: 'Tiny' }));`;

/** A page whose entry names hundreds of files that it loads when somebody goes there. */
function site(path: string): Response | undefined {
  if (path === '/app.js') return new Response(`import('/assets/entry.abcdef12.js')`, { headers });
  if (path === '/assets/entry.abcdef12.js') return new Response(entry, { headers });
  const [, name] = /^\/assets\/(vendor|chunk-\d+)\.abcdef12\.js$/.exec(path) ?? [];
  return name ? new Response(`export const name = '${name}';`, { headers }) : undefined;
}

test('a page with hundreds of chunks costs a scheduled run few requests, and each run sees others of them', async () => {
  using first = new Workspace();
  using second = new Workspace();
  await using tiny = await startTinySystem(first, site);
  const seen = new Set<string>();
  for (const [at, workspace] of [first, second].entries()) {
    const nth = at + 1;
    tiny.requests.length = 0;
    // What a whole run asks for is counted once; the next is asked for its files alone.
    const narrow = nth === 1 ? [] : ['--layer', 'frontend', '--tier', 'http'];
    const flags = ['--trigger', 'schedule', ...narrow];
    const run = await checkTiny(workspace, tiny, flags, { WATCHPOST_STORE: first.store });
    assert.equal(run.code, 0, told(run));
    assert.ok(tiny.requests.length <= mostInRun, `run ${nth} asked ${tiny.requests.length} times`);
    const asked = tiny.requests.filter((line) => line.includes('/chunk-'));
    assert.ok(asked.length >= 25, `run ${nth} looked at ${asked.length} chunks`);
    for (const one of asked) assert.ok(!seen.has(one), `${one} was looked at in the run before`);
    for (const one of asked) seen.add(one);
    const remarks = run.record?.checks.flatMap((check) => check.remarks) ?? [];
    const coverage = remarks.find((remark) => remark.startsWith('looked at'));
    const [, covered] = /^looked at \d+ of \d+ files .* at (\d+) of them/.exec(coverage ?? '') ?? [];
    assert.ok(Number(covered) >= seen.size, `run ${nth} tells how many were seen so far: ${coverage}`);
  }
});
