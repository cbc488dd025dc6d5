import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes the authority's certificate to a temporary folder of its own, which goes with the stack. Returns its path. */
export async function writeCaFile(caPem: string, stack: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'watchpost-demo-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'ca.pem');
  await writeFile(file, caPem, { mode: 0o600 });
  return file;
}
