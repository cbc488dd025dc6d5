import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { SecretScan } from './secret-scan.ts';
import { textsOf } from './texts-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchpost-scan-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const secrets = { planted: 'Jörg Öhman-Ångström', key: 'k3y&"<value>' };

/** What is found in a file of this name that holds this. */
async function foundIn(name: string, content: string | Uint8Array) {
  const home = mkdtempSync(join(folder, 'run-'));
  mkdirSync(join(home, 'part'));
  writeFileSync(join(home, 'part', name), content);
  return new SecretScan(home).inAll(secrets);
}

const found = (name: string, ...names: string[]) => names.map((secret) => ({ file: join('part', name), secret }));

describe('the search for secrets', () => {
  test('finds one beside the bundle of a report, which is not looked through again', async () => {
    const core = createRequire(
      createRequire(import.meta.resolve('@playwright/test')).resolve('playwright/package.json'),
    );
    const bundle = join(dirname(core.resolve('playwright-core/package.json')), 'lib/vite/htmlReport/report.js');
    const script = readFileSync(bundle, 'utf8');
    const page = (title: string) => `<title>${title}</title><script>${script}</script><p>Played</p>`;
    assert.deepEqual(await foundIn('index.html', page(secrets.planted)), found('index.html', 'planted'));
    const ofBundle = { script: script.slice(1_000, 1_060) };
    const home = mkdtempSync(join(folder, 'run-'));
    writeFileSync(join(home, 'index.html'), page('Report'));
    assert.deepEqual(await new SecretScan(home).inAll(ofBundle), []);
  });

  const text = `no room for ${secrets.planted} here`;
  const zip = zipSync({ 'a/trace.network': strToU8(text) });
  const rows: [string, string, string | Uint8Array][] = [
    ['as UTF-8', 'journal.jsonl', text],
    ['as latin1', 'app.log', Buffer.from(text, 'latin1')],
    ['as UTF-16', 'report.csv', Buffer.from(text, 'utf16le')],
    ['at an odd place as UTF-16', 'report.csv', Buffer.concat([Buffer.from('x'), Buffer.from(text, 'utf16le')])],
    ['in the name of a file', 'Jörg Öhman-Ångström.txt', 'nothing'],
    [
      'in the text of a picture',
      'page.png',
      Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]), Buffer.from(text)]),
    ],
    ['in a zip', 'trace.zip', zip],
    ['in the name of a member', 'trace.zip', zipSync({ [`${secrets.planted}.txt`]: strToU8('nothing') })],
    ['in a zip that is called otherwise', 'trace.bin', zip],
    ['in a zip in a zip', 'all.zip', zipSync({ 'trace.zip': zip })],
    [
      'in a zip in a page',
      'index.html',
      `<script>"data:application/zip;base64,${Buffer.from(zip).toString('base64')}"</script>`,
    ],
    ['in gzip', 'body', gzipSync(text)],
    ['in gzip in base64 in JSON', 'a.json', JSON.stringify({ body: gzipSync(text).toString('base64') })],
    ['in zlib', 'body', deflateSync(text)],
  ];
  for (const [where, name, content] of rows)
    test(`finds one ${where}`, async () => {
      assert.deepEqual(await foundIn(name, content), found(name, 'planted'));
    });

  test('reads bytes of any length at any address, and the process lives', () => {
    const memory = new ArrayBuffer(4_096);
    for (let length = 1; length < 2_000; length += 1)
      for (const offset of [0, 1, 2, 3]) assert.ok(textsOf(new Uint8Array(memory, offset, length)).length > 0);
  });

  test('finds several, each by its name', async () => {
    const html = 'k3y&amp;&quot;&lt;value&gt; of J&ouml;rg &Ouml;hman-&Aring;ngstr&ouml;m';
    assert.deepEqual(await foundIn('index.html', html), found('index.html', 'key', 'planted'));
  });

  test('looks through what has changed, for each of the secrets it is given, and finds again what it has found', async () => {
    const home = mkdtempSync(join(folder, 'run-'));
    const [one, other] = [join(home, 'one-result.json'), join(home, 'other-result.json')];
    const scan = new SecretScan(home);
    writeFileSync(one, `{"a":"${secrets.planted}"}`);
    const first = [{ file: 'one-result.json', secret: 'planted' }];
    assert.deepEqual(await scan.inFiles(['one-result.json'], secrets), first);
    writeFileSync(other, '{"b":"nothing yet"}');
    assert.deepEqual(await scan.inAll(secrets), first);
    // As long as it was, and written within the same moment.
    writeFileSync(other, '{"b":"late-arriv"}'.padEnd(19));
    const late = { late: 'late-arriv' };
    assert.deepEqual(await scan.inAll(late), [{ file: 'other-result.json', secret: 'late' }]);
    assert.deepEqual(await scan.inAll({ ...secrets, ...late }), [
      { file: 'one-result.json', secret: 'planted' },
      { file: 'other-result.json', secret: 'late' },
    ]);
  });

  test('looks through each line of what grows by lines, where a value may have been broken by the text itself', async () => {
    const home = mkdtempSync(join(folder, 'run-'));
    const lines = [{ a: 1 }, { b: 'Jörg Öhm\nan-Ångs\r\ntröm' }, { c: 'k3y&"<value>' }].map((one) =>
      JSON.stringify(one),
    );
    const scan = new SecretScan(home);
    for (const [at, names] of [[], ['planted'], ['planted', 'key']].entries()) {
      writeFileSync(join(home, 'journal.jsonl'), `${lines.slice(0, at + 1).join('\n')}\n`);
      const found = names.map((secret) => ({ file: 'journal.jsonl', secret }));
      assert.deepEqual(await scan.inAll(secrets), found);
    }
    // Whoever else writes lines may break a value over them.
    writeFileSync(join(home, 'app.jsonl'), 'Jörg Öhman-\nÅngström');
    assert.ok((await scan.inAll(secrets)).some(({ file, secret }) => file === 'app.jsonl' && secret === 'planted'));
    rmSync(join(home, 'app.jsonl'));
    // The last line is cut off, as by a process that was killed.
    writeFileSync(join(home, 'journal.jsonl'), lines.join('\n').slice(0, -1));
    assert.equal((await scan.inAll(secrets)).length, 2);
  });

  test('finds latin1 that happens to be UTF-8 as well', async () => {
    const home = mkdtempSync(join(folder, 'run-'));
    writeFileSync(join(home, 'app.log'), Buffer.from('no room for GÃ¼nthÃ¶r here', 'latin1'));
    assert.deepEqual(await new SecretScan(home).inAll({ odd: 'GÃ¼nthÃ¶r' }), [{ file: 'app.log', secret: 'odd' }]);
  });

  test('tells of an archive that it cannot look through, and looks through the rest', async () => {
    assert.deepEqual(await foundIn('trace.zip', zip.slice(0, 30)), [{ file: join('part', 'trace.zip') }]);
    const cut = Buffer.concat([gzipSync('x').subarray(0, 10), Buffer.from('key')]);
    assert.deepEqual(await foundIn('body', cut), [{ file: join('part', 'body') }]);
  });
});
