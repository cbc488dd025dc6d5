import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError } from './problem.ts';
import { unpackSecrets } from './unpack-secrets.ts';

test('one secret brings all of a target, and a variable that is set stays as it is', async () => {
  const environment: Record<string, string | undefined> = {
    WATCHPOST_SECRETS: '{"SHOP_EMAIL":"a@shop.test","SHOP_ACCESS_TOKEN":"multi\\nline","SHOP_KEY":"packed"}',
    SHOP_KEY: 'set',
    SHOP_EMAIL: '',
  };
  assert.deepEqual(await unpackSecrets(environment), ['a@shop.test', 'multi\nline', 'packed']);
  assert.deepEqual(environment, { SHOP_EMAIL: 'a@shop.test', SHOP_ACCESS_TOKEN: 'multi\nline', SHOP_KEY: 'set' });
});

test('without one nothing is unpacked', async () => {
  for (const text of [undefined, '', ' '])
    assert.deepEqual(await unpackSecrets({ ...(text !== undefined && { WATCHPOST_SECRETS: text }) }), []);
});

test('one that is no object of names and texts is refused, and not shown', async () => {
  for (const text of [
    '{"A":"hunter22',
    '["hunter22"]',
    '{"A":{"b":"hunter22"}}',
    '{"not a name":"hunter22"}',
    '{"a":22}',
  ])
    await assert.rejects(
      () => unpackSecrets({ WATCHPOST_SECRETS: text }),
      (error) => error instanceof ConfigError && !error.message.includes('hunter22'),
    );
});
