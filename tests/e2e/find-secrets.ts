import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';

/** Something readable, and where: `report.zip > trace.network` for what lies inside another file. */
interface Place {
  where: string;
  text: string;
}

/**
 * Where secrets are written in what lies under a folder, inside zip files and inside the zip files of HTML reports too.
 * Shares nothing with the search that a run does itself, so that one cannot be blind where the other is.
 *
 * @returns a line for each find; it holds the name of the secret, never its value.
 */
export function findSecrets(folder: string, secrets: Readonly<Record<string, string>>): string[] {
  const places = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((file) => placesIn(relative(folder, file), readFileSync(file)));
  return places.flatMap((place) => findIn(place, secrets));
}

/** The same in one text, such as what a command printed. */
export const findIn = ({ where, text }: Place, secrets: Readonly<Record<string, string>>): string[] =>
  Object.entries(secrets).flatMap(([name, value]) =>
    spellings(value)
      .filter(([, spelt]) => text.includes(spelt))
      .map(([way]) => `${where} holds ${name}, ${way}`),
  );

function placesIn(where: string, bytes: Uint8Array): Place[] {
  if (strFromU8(bytes.subarray(0, 4), true) === 'PK\u0003\u0004') {
    return Object.entries(unzipSync(bytes)).flatMap(([name, inner]) => placesIn(`${where} > ${name}`, inner));
  }
  const text = Buffer.from(bytes).toString('utf8');
  const embedded = [...text.matchAll(/base64,(UEsDB[A-Za-z0-9+/]+=*)/g)];
  const inside = embedded.flatMap(([, zip = '']) => placesIn(`${where} > zip`, Buffer.from(zip, 'base64')));
  return [{ where, text }, ...inside];
}

/** How a value may be written. In base64 it looks different at each of three places; its ends depend on its neighbours. */
function spellings(value: string): [way: string, spelt: string][] {
  const inBase64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.from(`${' '.repeat(shift)}${value}`)
      .toString('base64')
      .replace(/=+$/, '');
    return encoded.slice(shift === 0 ? 0 : 4, -2);
  });
  return [
    ['as it is', value],
    ['JSON-escaped', JSON.stringify(value).slice(1, -1)],
    ['URL-encoded', encodeURIComponent(value)],
    ...inBase64.map((spelt): [string, string] => ['in base64', spelt]),
    ...inBase64.map((spelt): [string, string] => ['in base64url', spelt.replaceAll('+', '-').replaceAll('/', '_')]),
  ];
}
