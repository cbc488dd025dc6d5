import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { finalizeRecord } from '#record/finalize-record.ts';
import type { CheckRecord } from '#record/run-record.ts';
import { aCheck, aFailure, aNotRun } from '#record/samples/sample-check.ts';
import { aDraft } from '#record/samples/sample-record.ts';
import type { Layer } from '#record/vocabulary.ts';
import { ruledOut } from './ruled-out.ts';

const layerOf = (id: string) => ({ layer: id.split('/')[0] as Layer });
const showing = (id: string, ...what: string[]) =>
  aCheck(id, { ...layerOf(id), rulesOut: what.map((one) => ({ what: one, of: id.split(':')[1] ?? 'api' })) });
const failing = (id: string, ...needs: string[]) => aFailure(id, 'http-error', { ...layerOf(id), needs });
const told = (...checks: CheckRecord[]) =>
  ruledOut(finalizeRecord(aDraft(checks))).map(({ what, of, withoutBrowser }) =>
    [what, ...of, ...(withoutBrowser ? ['by curl'] : [])].join(' '),
  );

describe('what is ruled out', () => {
  test('is what checks said they showed, the way there first', () => {
    assert.deepEqual(told(showing('api/health', '/health 200'), showing('edge/dns:api', 'DNS')), [
      'DNS',
      '/health 200',
    ]);
  });

  test('counts only when every instance that ran shows something', () => {
    const dns = [showing('edge/dns:api', 'DNS'), showing('edge/dns:app', 'DNS')];
    assert.deepEqual(told(...dns), ['DNS']);
    assert.deepEqual(told(...dns, aCheck('edge/dns:images', layerOf('edge/dns'))), []);
    assert.deepEqual(told(...dns, failing('edge/dns:images')), []);
  });

  test('names its hosts where not all of them show the same, or some were not looked at', () => {
    const dns = [showing('edge/dns:api', 'DNS'), showing('edge/dns:app', 'DNS')];
    assert.deepEqual(told(...dns, aNotRun('edge/dns:images', 'cut-off', layerOf('edge/dns'))), ['DNS api app']);
    const ready = [showing('api/ready:api', 'db ok'), showing('api/ready:jobs', 'queue ok')];
    assert.deepEqual(told(...ready), ['db ok api', 'queue ok jobs']);
  });

  test('leaves out what stands beside the cause in its layer, and keeps what the cause rests on', () => {
    const checks = [
      showing('api/health', '/health 200'),
      showing('api/clock', 'clock'),
      failing('api/ready', 'api/health'),
    ];
    assert.deepEqual(told(...checks), ['/health 200']);
  });

  test('keeps another host whose claims hold like the one that the cause rests on', () => {
    const checks = [
      showing('edge/dns:api', 'DNS'),
      showing('edge/dns:app', 'DNS'),
      failing('edge/tls:api', 'edge/dns:api'),
    ];
    assert.deepEqual(told(...checks), ['DNS']);
  });

  test('leaves out what stands beside a symptom too', () => {
    const blocked = aNotRun('images/profile', 'blocked', { ...layerOf('images'), needs: ['api/ready'] });
    const checks = [showing('images/samples', 'public images'), failing('api/ready'), blocked];
    assert.deepEqual(told(...checks), []);
  });

  test('says that a browser was not asked, where it is the browser that fails', () => {
    const login = showing('auth/login', 'sign-in');
    const session = { ...failing('auth/browser-session', 'auth/login'), tier: 'browser' as const };
    assert.deepEqual(told(login, session), ['sign-in by curl']);
  });

  test('is nothing that a failing or slow check says', () => {
    const slow = aCheck('api/health', { ...layerOf('api'), outcome: 'degraded', rulesOut: [{ what: '/health 200' }] });
    assert.deepEqual(told(slow), []);
  });
});
