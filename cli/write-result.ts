import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Writes a result down as JSON, with a line for each entry of a list: what changes between two of them is seen by entry, and
 * every clone carries those that are kept.
 */
export function writeResult(file: string | URL, result: object): void {
  const path = typeof file === 'string' ? file : fileURLToPath(file);
  mkdirSync(dirname(path), { recursive: true });
  const fields = Object.entries(result)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${JSON.stringify(name)}:${Array.isArray(value) ? inLines(value) : JSON.stringify(value)}`);
  writeFileSync(path, `{\n${fields.join(',\n')}\n}\n`);
}

const inLines = (list: readonly unknown[]) =>
  list.length === 0 ? '[]' : `[\n${list.map((one) => JSON.stringify(one)).join(',\n')}\n]`;
