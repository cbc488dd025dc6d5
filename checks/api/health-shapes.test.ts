import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readReport } from './health-report.ts';

/** What a report says, the whole first. */
function told(body: object): string {
  const { overall, parts } = readReport({ type: 'application/json', text: JSON.stringify(body), body });
  return [overall?.meaning ?? 'silent', ...parts.map(({ name, meaning }) => `${name} ${meaning}`)].join(', ');
}

const rows: [what: string, body: object, told: string][] = [
  // A truth is a state only where its name asks how something is.
  ['a need that there is none of', { ok: true, requiresMongoMigration: false, redisEnabled: false }, 'good'],
  [
    'trouble that there is none of',
    { ok: true, cacheDown: false, mysqlError: true },
    'good, cacheDown good, mysqlError bad',
  ],
  [
    'a breaker that lets calls through',
    { status: 'ok', mail_breaker: 'closed', pay_breaker: 'open' },
    'good, mail_breaker good, pay_breaker bad',
  ],
  [
    'a database that is not reached',
    { database: { reachable: false, pool: 3 }, memory: { kb: 5 } },
    'silent, database bad',
  ],
  [
    'nothing but truths',
    { web: { ok: true, took: 3 }, mailer: { ok: false, took: 9 } },
    'silent, web good, mailer bad',
  ],
  ['truths among other things', { build: { success: false }, config: { region: 'eu' } }, 'silent'],
  ['what stands beside a word of the whole', { status: 'UP', cache: 'DOWN', serviceId: 'x' }, 'good, cache bad'],
  [
    'parts in groups',
    { status: 'ok', checks: { stores: { s3: { status: 'up' }, nfs: { status: 'lost' } } } },
    'good, stores.s3 good, stores.nfs bad',
  ],
  // An error in place of a report is no dependency.
  [
    'problem details',
    { type: 'about:blank', title: 'Service Unavailable', status: 503, detail: 'the pool is lost', instance: '/up' },
    'bad',
  ],
  ['errors of JSON:API', { errors: [{ status: '503', title: 'Unavailable', detail: 'no connection' }] }, 'bad'],
  // A report in an envelope.
  [
    'a resource of JSON:API',
    { data: { type: 'up', id: '7', attributes: { state: 'failing', mail: 'ok' } } },
    'bad, mail good',
  ],
  ['a success around a failure', { success: true, payload: { healthy: false, ledger: 'lost' } }, 'bad, ledger bad'],
  ['a failure around a success', { success: false, data: { status: 'ok' } }, 'bad'],
  ['a word around something else', { status: 'ok', data: { state: 'archived' } }, 'good'],
  [
    'a map under the name of an envelope',
    { code: 0, data: { ledger: 'up', mail: 'down' } },
    'silent, ledger good, mail bad',
  ],
  ['an answer to a question', { ready: 'no' }, 'bad'],
  ['a word of French and Italian', { globalStatus: 'KO', checks: [{ checkName: 'Ledger', status_code: 3 }] }, 'bad'],
];

describe('what a report says under names and in forms that nobody told', () => {
  for (const [what, body, expected] of rows) test(what, () => assert.equal(told(body), expected));
});
