import { blocked, type Changes, failing, sampleRecord } from '#diagnosis/sample-record.ts';
import type { Exchange } from '#record/evidence.ts';
import type { RunRecord } from '#record/run-record.ts';

const api = 'https://api.loventia.example';
const images = 'https://images.loventia.example';

export const exchangeOf = (method: string, url: string, status: number, total = 20): Exchange => ({
  method,
  url,
  status,
  phases: { dns: 0.2, tcp: 0.4, tls: total / 4, ttfb: total / 2, transfer: 0.1, total },
  headers: { 'content-type': 'application/json', 'x-request-id': '11b4220c-e857-43a3-9e09-d449e2af9eab' },
  address: '192.0.2.7',
  protocol: 'TLSv1.3',
  redirects: [],
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  bodyShape: '{status:string,checks:{db:string}}',
  bodyStart: '{"status":"unavailable","checks":{"db":"state:0"}}',
});

const dbLost: Changes = {
  'api/ready': {
    ...failing('dependency', '/ready 503 db=state:0', `GET ${api}/ready 503 in 13 ms`),
    exchanges: [exchangeOf('GET', `${api}/ready`, 503, 22), exchangeOf('GET', `${api}/ready`, 503, 13)],
    probes: [{ name: 'db', ok: false, detail: 'state:0' }],
  },
  'auth/login': failing('http-error', 'the login with good credentials answered 500, expected 200'),
  ...blocked('auth/me', 'auth/token', 'auth/cookie', 'auth/refresh', 'auth/browser-session', 'images/profile'),
  ...blocked('images/visible', 'billing/checkout', 'billing/hosted-page', 'billing/webhook', 'billing/premium'),
};

const webhookLost: Changes = {
  'billing/webhook': {
    ...failing(
      'webhook',
      'checkout.session.completed is not taken after 60 s: the app answers a bad signature with 400',
      'evt_1Qx4abc still waits at Stripe (pending_webhooks > 0)',
      `POST ${api}/webhooks/stripe 400 in 12 ms`,
    ),
    hops: [{ name: 'event', ms: 380 }],
    exchanges: [exchangeOf('POST', `${api}/webhooks/stripe`, 400, 12)],
  },
  'billing/premium': failing('entitlement', 'the event was not delivered, premium is not set after 30 s'),
  ...blocked('billing/premium-page'),
};

/** The screenshot that a run with a denied image leaves behind. */
export const screenshotPath = 'evidence/images-visible/page.png';

const imageDenied: Changes = {
  'images/profile': {
    ...failing('image', '1 of 3 images broken: saga.webp answered 403', `GET ${images}/saga.webp 403 in 9 ms`),
    exchanges: [exchangeOf('GET', `${images}/saga.webp?X-Amz-Date=20261121T084801Z&X-Amz-Expires=3600`, 403, 9)],
    probes: [
      { name: 'saga.webp', ok: false, detail: 'answered 403' },
      { name: 'alva.webp', ok: true },
    ],
  },
  'images/visible': {
    ...failing('image', '1 of 3 images show nothing: saga.webp'),
    artifacts: [
      { name: 'screenshot', path: screenshotPath },
      { name: 'trace', path: 'evidence/images-visible/trace.zip' },
    ],
  },
};

/** Runs as the demo leaves them behind, by what was broken in it. */
export const samples: Readonly<Record<'green' | 'ready-db' | 'webhook-500' | 'two faults', RunRecord>> = {
  green: sampleRecord(),
  'ready-db': sampleRecord(dbLost),
  'webhook-500': sampleRecord(webhookLost),
  'two faults': sampleRecord({ ...imageDenied, ...webhookLost }),
};
