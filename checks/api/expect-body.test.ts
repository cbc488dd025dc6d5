import assert from 'node:assert/strict';
import { test } from 'node:test';
import { says } from './expect-body.ts';

const rows: [what: string, body: string, accepts: string, isSaid: boolean][] = [
  ['the text itself', 'OK', 'OK', true],
  ['the text with a line end', 'OK\n', 'OK', true],
  ['another text', 'Degraded', 'Healthy', false],
  ['the text in another case, which was not agreed', 'ok', 'OK', false],
  ['a page that has the word in it', '<html><body>OK</body></html>', 'OK', false],
  ['JSON that says it of the whole', '{"status":"ok"}', 'ok', true],
  ['JSON in another case', '{"status":"UP","groups":["liveness"]}', 'up', true],
  ['JSON that says it under another name', '{"state":"running","uptime":12}', 'running', true],
  ['a JSON string', '"Healthy"', 'Healthy', true],
  ['JSON that says otherwise', '{"status":"down"}', 'ok', false],
  ['JSON that says it of a part alone', '{"checks":{"db":"ok"}}', 'ok', false],
  ['a list', '["ok"]', 'ok', false],
  ['nothing', '', 'ok', false],
];

for (const [what, body, accepts, isSaid] of rows)
  test(`${what}: ${body} ${isSaid ? 'says' : 'does not say'} ${accepts}`, () =>
    assert.equal(says(body, accepts), isSaid));
