import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { authSchema } from '#targets/definition/sign-in.ts';
import { Document } from './readme/document.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchpost-shown-'));
after(() => rmSync(folder, { recursive: true, force: true }));

for (const [at, shown] of new Document('docs/sign-in.md').codeBlocks('js').entries())
  test(`sign-in ${at + 1} of docs/sign-in.md is one that a target may have`, async () => {
    const file = join(folder, `shown-${at}.mjs`);
    writeFileSync(file, `export default { ${shown} };`);
    const { default: part } = await import(pathToFileURL(file).href);
    assert.deepEqual(authSchema.safeParse(part.auth).error?.issues, undefined);
  });
