import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRedactor } from '#record/redactor.ts';
import { noticeSchema } from '#reporters/json/notice-schema.ts';
import { plainNotice } from './plain-notice.ts';

test('who is to be called is named as the target names them, and nobody whom a server names', () => {
  const notice = noticeSchema.parse({
    ...{ schema: 1, event: 'opened', about: 'product', key: 'shop-live/x', target: 'shop', environment: 'live' },
    ...{ severity: 'P0', title: 'It fails', incidents: ['x'], checks: ['api/ready'], team: 'backend', run: 'r' },
    ...{ since: '2026-11-21T03:00:00.000Z', at: '2026-11-21T03:05:00.000Z', lasted: '5 min', links: [] },
    lines: [
      { label: 'Cause', text: 'no such user jane@shop.example' },
      { label: 'Owner', text: 'backend; ack due 03:20Z, then lead@shop.example' },
    ],
  });
  const { lines, key, since } = plainNotice(notice, createRedactor());
  assert.deepEqual(
    lines.map(({ text }) => text),
    ['no such user [redacted e-mail]', 'backend; ack due 03:20Z, then lead@shop.example'],
  );
  assert.deepEqual([key, since], [notice.key, notice.since]);
});
