import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readReport } from './health-report.ts';

/** What a text says as a reader of the report hears it: the whole first. */
function told(text: string): string {
  const { overall, parts, looksLike } = readReport({ type: 'text/plain', text, body: undefined });
  const said = [overall?.meaning ?? 'silent', ...parts.map(({ name, meaning }) => `${name} ${meaning}`)].join(', ');
  return `${looksLike}: ${said}`;
}

const flat = 'a flat list of dependencies';
const state = 'a state without dependencies';

const rows: [text: string, told: string][] = [
  // An element that is empty tells of no trouble, whatever it is called.
  [
    '<?xml version="1.0" encoding="UTF-8"?>\n<ping><state>ok</state><lastError/><queue>running</queue></ping>',
    `${flat}, in XML: good, queue good`,
  ],
  ['<ping><state>OUT_OF_SERVICE</state><ms>12.5</ms></ping>', `${state}, in XML: bad`],
  [
    '<r:report xmlns:r="urn:x"><r:checks><r:check name="ledger" status="UP"/><r:check name="mail" status="DOWN"/></r:checks></r:report>',
    'a map of dependencies under "checks", in XML: silent, ledger good, mail bad',
  ],
  ['<boolean xmlns="http://schemas.microsoft.com/2003/10/Serialization/">false</boolean>', 'plain words: bad'],
  [
    '{"component":"ledger","state":"up","failure":null}\n{"component":"mail","state":"lost"}\n',
    'a list of dependencies, in lines of text: silent, ledger good, mail bad',
  ],
  ['ledger: up\nfailed jobs: 0\nmail: refused\n', `${flat}, in lines of text: silent, ledger good, mail bad`],
  ['ledger = up\nretries = 3', `${flat}, in lines of text: silent, ledger good`],
  ['status: healthy', `${state}, in lines of text: good`],
  [
    'postgres: PASSED Schema 20240101 (0s)\nsmtp: FAILED no route (2s)',
    `${flat}, in lines of text: silent, postgres good, smtp bad`,
  ],
  [
    '# HELP ledger_errors_total Requests that failed with an error\n# TYPE ledger_errors_total counter\nledger_errors_total 4\nledger_up 1\n',
    `${flat}, in lines of text: silent, ledger_up good`,
  ],
  ['# TYPE up gauge\nup{host="a"} 1\nup{host="b"} 0\n', `${state}, in lines of text: bad`],
  ['status: ok\nmaintenance: off\nlast error: none', `${state}, in lines of text: good`],
  // Sentences stay what they are.
  ['ERROR: no connection to the ledger', 'plain words: bad'],
  ['WARN: two tables are not tracked', 'plain words: degraded'],
  ['All good here\nand there', 'plain words: untold'],
];

describe('a text that is no JSON is read by its own structure', () => {
  for (const [text, expected] of rows) test(text.slice(0, 60), () => assert.equal(told(text), expected));
});

test('a text without end is read as far as anybody would write one', () => {
  const before = performance.now();
  for (const text of ['<a>'.repeat(500_000), 'name: up\n'.repeat(500_000), `${'{"a":'.repeat(300_000)}\n{`]) told(text);
  assert.ok(performance.now() - before < 4_000);
});
