import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestFailures } from '#checks/api/requests/failures.ts';
import { diagnoseRun } from '#checks/catalogue.ts';
import { frontendFailures } from '#checks/frontend/failures.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { failing, failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';

const target = await loadTarget('loventia');

test('a process that hangs is one cause, though pages and API of one origin break by it', () => {
  const hung = (path: string) =>
    failingAs(commonFailures['no-answer'], {
      host: 'shop',
      url: `https://shop.example${path}`,
      phase: 'request',
      detail: 'no answer',
    });
  const { causes } = diagnoseRun(sampleRecord({ 'frontend/pages': hung('/'), 'api/health': hung('/health') }), target);
  assert.deepEqual(
    causes.map(({ incidents: [{ id }], checks }) => [id, checks]),
    [['api-timeout', ['api/health', 'frontend/pages']]],
  );
  const elsewhere = { ...hung('/'), exchanges: [] };
  Object.assign(elsewhere.failure?.facts ?? {}, { url: 'https://cdn.example/' });
  const apart = sampleRecord({ 'frontend/pages': elsewhere, 'api/health': hung('/health') });
  assert.equal(diagnoseRun(apart, target).causes.length, 2, 'another origin is another process');
});

test('a hang is told by what the process itself is asked, else by what hangs of it', () => {
  const hung = (path: string) =>
    failingAs(commonFailures['no-answer'], {
      host: 'api',
      url: `https://api.example${path}`,
      phase: 'request',
      detail: 'no answer',
    });
  const [signIn, wrong] = [hung('/login'), hung('/login')].map((one) => ({ ...one, needs: [] }));
  const login = { 'auth/login': signIn ?? {}, 'auth/wrong-credentials': wrong ?? {} };
  const meant = (changes: Parameters<typeof sampleRecord>[0]) =>
    diagnoseRun(sampleRecord(changes), target).causes.map(({ incidents: [{ id }], checks, severity }) => [
      id,
      severity,
      checks.length,
    ]);
  assert.deepEqual(meant(login), [['login-hangs', 'P1', 2]]);
  assert.deepEqual(meant({ ...login, 'api/version': { ...hung('/version'), needs: [] } }), [['login-hangs', 'P1', 3]]);
  assert.deepEqual(meant({ 'api/version': { ...hung('/version'), needs: [] } })[0]?.[0], 'route-hangs');
  assert.deepEqual(meant({ ...login, 'api/ready': { ...hung('/ready'), needs: [] } }), [['ready-hangs', 'P0', 3]]);
  assert.deepEqual(meant({ ...login, 'api/health': { ...hung('/health'), needs: [] } }), [['api-timeout', 'P0', 3]]);
});

test('who is hit by what only its class is known of is told by what the check looks at', () => {
  const affected = (id: string) =>
    diagnoseRun(sampleRecord({ [id]: failing('http-error', 'something unheard of') }), target).causes[0]?.affected;
  assert.equal(affected('api/version'), 'whoever needs the API');
  assert.equal(affected('auth/token'), 'whoever needs sign-in');
});

test('a page and a request of the target that fail by one answer are one cause, told by the page', async () => {
  const own = await loadTarget('loventia', {
    requests: { items: { claim: 'items are listed', steps: [{ host: 'api', path: '/items' }] } },
  });
  const url = 'https://api.loventia.example/items';
  const exchanges = [{ method: 'GET', url, status: 500, phases: { total: 1 }, headers: {}, redirects: [] }];
  const page = failingAs(frontendFailures['page-request-failed'], {
    host: 'api',
    path: '/items',
    url,
    count: 1,
    detail: 'answered 500',
    status: 500,
  });
  const request = failingAs(requestFailures['request-status'], {
    subject: 'GET /items',
    url,
    status: 500,
    expectedStatus: [200],
  });
  const causes = (status: number) =>
    diagnoseRun(
      sampleRecord({
        'frontend/page-data': page,
        'api/items': { ...request, exchanges: exchanges.map((one) => ({ ...one, status })) },
      }),
      own,
    ).causes.map(({ checks }) => checks);
  assert.deepEqual(causes(500), [['frontend/page-data', 'api/items']]);
  assert.equal(causes(404).length, 2, 'another answer is another thing');
});

test('one bad answer is one cause, whatever claims it breaks', () => {
  const exchanges = [
    {
      method: 'GET',
      url: 'https://api.loventia.example/x',
      status: 500,
      phases: { total: 1 },
      headers: {},
      redirects: [],
    },
  ];
  const changes = {
    'api/version': { ...failing('contract', 'no release'), exchanges },
    'auth/token': { ...failing('data', 'no token'), exchanges },
    'images/presigned': failing('data', 'no photo'),
  };
  const { causes } = diagnoseRun(sampleRecord(changes), target);
  assert.deepEqual(
    causes.map(({ checks }) => checks),
    [['api/version', 'auth/token'], ['images/presigned']],
  );
});
