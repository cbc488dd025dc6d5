import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertEnding, checkOf, told } from './e2e/ended-run.ts';
import { checkTiny, type Instead, startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

// Pages and their API share an address, as those of most frameworks with a server of their own do.

const shown = "document.body.append(Object.assign(document.createElement('h1'), { textContent: 'Tiny' }));";
const js = { 'content-type': 'text/javascript' };
const page = (head = '') =>
  new Response(`<!doctype html><title>Tiny</title>${head}<body><script src="/app.js"></script></body>`, {
    headers: { 'content-type': 'text/html', 'cache-control': 'no-cache' },
  });

/** The site where its script does this too once the page is shown. */
const running =
  (script: string, answers: Readonly<Record<string, () => Response>> = {}): Instead =>
  (path) => {
    if (path === '/app.js') return new Response(`${shown} ${script}`, { headers: js });
    return answers[path]?.();
  };

const failing = () => Response.json({}, { status: 500 });
const asksItems = "fetch('/items').then((answer) => answer.json()).then(({ all }) => all.map(String));";

interface Row {
  what: string;
  site: Instead;
  /** The one claim that is red, how it failed, and what it is about. */
  told: [check: string, code: string, problem: string | undefined, url: RegExp];
}
const rows: Row[] = [
  {
    what: 'an API that fails what a page asks, where the page throws because of it',
    site: running(asksItems, { '/items': failing }),
    told: ['frontend/renders', 'page-request-failed', 'throws', /\/items$/],
  },
  {
    what: 'an API that fails it, where the page says nothing',
    site: running("fetch('/items');", { '/items': failing }),
    told: ['frontend/page-data', 'page-request-failed', undefined, /\/items$/],
  },
  {
    what: 'what a page throws before it asks',
    site: running(`setTimeout(() => { ${asksItems} }, 500); undefined.map();`, { '/items': failing }),
    told: ['frontend/renders', 'page-reports-error', 'uncaught-error', /\/app\.js$/],
  },
  {
    what: 'a list of routes that fails',
    site: running("fetch('/__manifest?paths=%2F');", { '/__manifest': failing }),
    told: ['frontend/renders', 'page-reports-error', 'site-data-failed', /\/__manifest$/],
  },
  {
    what: 'a list of routes in whose place the page comes, where the page says so',
    site: running("fetch('/__manifest?paths=%2F').then((answer) => answer.json()).catch(console.error);", {
      '/__manifest': () => page(),
    }),
    told: ['frontend/renders', 'page-reports-error', 'site-data-failed', /\/__manifest$/],
  },
];

describe('of pages beside their API a run tells', { concurrency: 2 }, () => {
  for (const {
    what,
    site,
    told: [id, code, problem, url],
  } of rows)
    test(`${what}, as one cause`, async () => {
      using workspace = new Workspace();
      await using tiny = await startTinySystem(workspace, site);
      const run = await checkTiny(workspace, tiny, ['--layer', 'frontend']);
      assertEnding(run, 1, 'failed');
      const { failure } = checkOf(run, id) ?? {};
      assert.deepEqual([failure?.code, failure?.facts.problem], [code, problem], told(run));
      assert.match(failure?.facts.url ?? '', url);
      const causes = run.record?.checks.filter(({ outcome, causedBy }) => outcome === 'fail' && causedBy.length === 0);
      assert.deepEqual(
        causes?.map((check) => check.id),
        [id],
        told(run),
      );
    });

  test('data of a page in whose place the page comes, and of which the page says nothing, as degraded', async () => {
    using workspace = new Workspace();
    const site = running("fetch('/about/_payload.json');", { '/about/_payload.json': () => page() });
    await using tiny = await startTinySystem(workspace, site);
    const run = await checkTiny(workspace, tiny, ['--layer', 'frontend']);
    assertEnding(run, 2, 'degraded');
    assert.equal(checkOf(run, 'frontend/renders')?.failure?.facts.problem, 'site-data-failed', told(run));
  });

  test('a style that is not there as the page’s own, and as no data of the API', async () => {
    using workspace = new Workspace();
    const site: Instead = (path) => {
      if (path === '/') return page('<link rel="stylesheet" href="/late.css" media="print">');
      return path === '/late.css' ? new Response('', { status: 404 }) : undefined;
    };
    await using tiny = await startTinySystem(workspace, site);
    const run = await checkTiny(workspace, tiny, ['--layer', 'frontend', '--check', 'frontend/page-data']);
    assert.equal(checkOf(run, 'frontend/page-data')?.outcome, 'pass', told(run));
  });
});
