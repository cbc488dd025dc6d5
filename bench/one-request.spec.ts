import process from 'node:process';
import { expect, test } from '@playwright/test';

test.use({ ignoreHTTPSErrors: true });

test('the API answers', async ({ request }) => {
  const answer = await request.get(process.env['ONE_REQUEST_URL'] ?? '');
  expect(answer.status()).toBe(200);
});
