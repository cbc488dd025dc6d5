import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createCloudWatchLogs } from '#demo/cloudwatch-logs/stand-in.ts';
import { type Listening, listen } from '#demo/net/listen.ts';
import { type LogSearch, searchLog } from './search-log.ts';

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'a secret of the test' };
const noon = Date.parse('2026-11-21T12:00:00Z');
const lines = Array.from({ length: 250 }, (_, at) => ({ timestamp: noon + at * 1_000, message: `webhook ${at}\n` }));
const search: LogSearch = {
  region: 'eu-north-1',
  logGroup: '/ecs/api',
  pattern: 'webhook',
  from: '2026-11-21T12:00:00Z',
  to: '2026-11-21T13:00:00Z',
};

let server: Listening;
let environment: Record<string, string>;
before(async () => {
  const linesOf = (name: string) => (name === '/ecs/api' ? lines : undefined);
  server = await listen(createCloudWatchLogs({ credentials: [credentials], region: 'eu-north-1', linesOf }));
  environment = {
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: `http://127.0.0.1:${server.port}`,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
});
after(() => server.close());

test('the lines of the time asked for come back, oldest first', async () => {
  const found = await searchLog({ ...search, to: '2026-11-21T12:00:02Z' }, environment);
  assert.deepEqual(found, ['webhook 0', 'webhook 1', 'webhook 2']);
});

test('a log that is full of it is read no further than a hundred lines', async () => {
  assert.equal((await searchLog(search, environment)).length, 100);
});

test('a group that is not there is an error with the name the service gave it', async () => {
  await assert.rejects(searchLog({ ...search, logGroup: '/ecs/other' }, environment), {
    name: 'ResourceNotFoundException',
  });
});
