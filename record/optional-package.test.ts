import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadOptional } from './optional-package.ts';

/** A name that nobody wrote out, as far as the compiler can see. */
const importOf = (name: string) => () => import(name);

test('a package that is there is given on', async () => {
  assert.equal((await loadOptional(importOf('node:path'), 'a path')).sep, '/');
});

test('one that was left out is named, with what brings it', async () => {
  await assert.rejects(loadOptional(importOf('@aws-sdk/client-absent'), 'a store in S3'), {
    message: 'a store in S3 needs @aws-sdk/client-absent, which is not installed: npm ci --omit=dev brings it',
  });
});

test('whatever else goes wrong is thrown on as it is', async () => {
  const failing = new SyntaxError('Unexpected token');
  await assert.rejects(
    loadOptional(() => Promise.reject(failing), 'a store in S3'),
    failing,
  );
  await assert.rejects(loadOptional(importOf('./absent.ts'), 'a store in S3'), /Cannot find module/);
});
