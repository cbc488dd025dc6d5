import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { edgeFailures } from '#checks/edge/failures.ts';
import { failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import type { Target } from '#targets/target.ts';
import { hostRole } from './host-role.ts';

const loventia = await loadTarget('loventia');
const target: Target = {
  ...loventia,
  aws: undefined,
  hosts: { ...loventia.hosts, files: 'https://files.example', jobs: 'https://jobs.example' },
  apis: { ...loventia.apis, jobs: { ...loventia.apis['api'], host: 'jobs' } as Target['apis'][string] },
};

test('a host that nothing else speaks of keeps files for the pages, where there are any', () => {
  assert.equal(hostRole('edge/tcp:files', target), 'files');
  assert.equal(hostRole('edge/tcp:files', { ...target, frontend: undefined }), undefined);
  assert.deepEqual(
    ['app', 'api', 'jobs', 'images', 'gone'].map((host) => hostRole(`edge/tcp:${host}`, target)),
    ['app', 'api', 'api', 'images', undefined],
  );
});

/** Nothing listens at one host. */
function causeAt(host: string) {
  const refused = failingAs(edgeFailures['not-listening'], { host, detail: 'connect ECONNREFUSED 192.0.2.7:443' });
  return diagnoseRun(sampleRecord({ [`edge/tcp:${host}`]: refused }), target).causes[0];
}

const rows: [host: string, scope: string | undefined, affected: RegExp][] = [
  ['app', 'frontend', /site cannot be opened/],
  ['api', 'api', /everyone/],
  ['images', undefined, /no photo/],
];
for (const [host, scope, affected] of rows)
  test(`where nothing listens at ${host}, ${scope ? `the release of the ${scope}` : 'no release'} is what to go back with`, () => {
    const cause = causeAt(host);
    assert.equal(cause?.incidents[0].id, 'not-listening');
    assert.equal(cause.rollback.scope, scope);
    assert.match(cause.affected, affected);
    const back = cause.incidents[0].steps.flatMap(({ goesBack }) => goesBack ?? []);
    assert.deepEqual(back, scope ? [scope] : []);
  });
