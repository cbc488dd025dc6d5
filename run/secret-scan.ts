import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import { spellings } from '#record/redactor.ts';

/** A secret that got into a file of the run. */
export interface FoundSecret {
  /** Path relative to the run's folder. */
  file: string;
  /** The name of the secret, never its value. */
  secret: string;
}

const shortestSecret = 6;

/** Looks for secrets in everything a run wrote: inside zip files and inside the data of HTML reports too. */
export async function scanForSecrets(
  folder: string,
  secrets: Readonly<Record<string, string>>,
): Promise<FoundSecret[]> {
  const wanted = Object.entries(secrets)
    .filter(([, value]) => value.length >= shortestSecret)
    .map(([secret, value]) => ({ secret, spelt: spellings(value) }));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(
    files.map(async (file) =>
      namesIn(textsOf(await readFile(file), file), wanted).map((secret) => ({ file: relative(folder, file), secret })),
    ),
  );
  return found.flat();
}

/** Takes the files away in which something was found. */
export async function quarantine(folder: string, leaks: readonly FoundSecret[]): Promise<void> {
  for (const { file } of leaks) await rm(join(folder, file), { force: true });
}

function namesIn(texts: readonly string[], wanted: readonly { secret: string; spelt: string[] }[]): string[] {
  return wanted
    .filter(({ spelt }) => texts.some((text) => spelt.some((one) => text.includes(one))))
    .map(({ secret }) => secret);
}

/** Everything readable in a file: its own text, what is zipped in it, and what an HTML report carries zipped. */
function textsOf(bytes: Uint8Array, name: string): string[] {
  if (/\.(png|jpe?g|webp|gif|woff2?)$/.test(name)) return [];
  if (name.endsWith('.zip')) return unzipped(bytes);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const embedded = [...text.matchAll(/data:application\/zip;base64,([A-Za-z0-9+/=]+)/g)];
  return [text, ...embedded.flatMap(([, zip = '']) => unzipped(Buffer.from(zip, 'base64')))];
}

function unzipped(bytes: Uint8Array): string[] {
  return Object.entries(unzipSync(bytes)).flatMap(([name, inner]) => textsOf(inner, name));
}
