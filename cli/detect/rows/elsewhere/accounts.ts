import { authFailures } from '#checks/auth/failures.ts';
import { billingFailures } from '#checks/billing/failures.ts';
import { imageFailures } from '#checks/images/failures.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { degradedAs, failingAs } from '#record/samples/sample-check.ts';
import { mendedBy } from '../../truth.ts';
import { answered, type ElsewhereRow } from './row.ts';

const backend = mendedBy(['backend']);
const storage = mendedBy(['backend', 'platform']);
const photo = { name: '1.jpg', count: 1, total: 2, extent: 'some' as const };

/** What is wrong with accounts, their photos and their payments. */
export const accounts: readonly ElsewhereRow[] = [
  {
    what: 'a limit of requests meets the probe at sign-in',
    changes: { 'auth/login': failingAs(commonFailures['rate-limited'], answered('POST /login', 429)) },
    means: ['other-rate-limited'],
    truth: mendedBy(['backend', 'platform'], 'suite').outside,
  },
  {
    what: 'sign-in answers 502 of a gateway',
    changes: { 'auth/login': failingAs(authFailures['login-failed'], answered('POST /login', 502)) },
    means: ['login-500'],
    truth: backend.release,
  },
  {
    what: 'the times of a token count milliseconds',
    changes: { 'auth/token': failingAs(authFailures['token-in-milliseconds'], { field: 'exp' }) },
    means: ['token-in-milliseconds'],
    truth: backend.release,
  },
  {
    what: 'whoever is signed in is shown another account at times',
    changes: { 'auth/me': failingAs(authFailures['user-is-another'], { path: '/me', count: 2, total: 6 }) },
    means: ['data-leak'],
    truth: backend.release,
  },
  {
    what: 'nobody is told the account of somebody',
    changes: {
      'auth/me': failingAs(authFailures['stranger-let-in'], { ...answered('GET /me', 200), expectedStatus: [401] }),
    },
    means: ['stranger-let-in'],
    truth: backend.release,
  },
  {
    what: 'a photo is HEIC, as a phone takes it',
    changes: {
      'images/profile': failingAs(imageFailures['image-unreadable'], {
        ...photo,
        ...{ name: '1.heic', problem: 'not-shown', type: 'image/heic', got: 'heic' },
      }),
    },
    means: ['image-corrupt'],
    truth: storage.outside,
  },
  {
    what: 'storage answers an error of XML with 200',
    changes: {
      'images/profile': failingAs(imageFailures['image-unreadable'], {
        ...photo,
        ...{ problem: 'media-type', type: 'application/xml', got: 900 },
      }),
    },
    means: ['image-corrupt'],
    truth: storage.outside,
  },
  {
    what: 'a price is charged every three months',
    changes: {
      'billing/price': failingAs(billingFailures['price-interval'], {
        ...{ object: 'price_1', expected: '12900 sek a month', got: 'every 3 months' },
      }),
    },
    means: ['stripe-price'],
    truth: backend.outside,
  },
  {
    what: 'a webhook answers 200 to everything',
    changes: {
      'billing/webhook-refuses': failingAs(billingFailures['forgery-accepted'], {
        ...answered('the webhook, sent a bad signature,', 200),
        expectedStatus: [400],
      }),
    },
    means: ['webhook-accepts-forgery'],
    truth: backend.release,
  },
  {
    what: 'an endpoint pins no version of the API of Stripe',
    changes: {
      'billing/api-version': degradedAs('advisory', billingFailures['endpoint-version-open'], {
        expected: '2026-10-28.endive',
      }),
    },
    means: ['webhook-api-version'],
    truth: backend.outside,
  },
];
